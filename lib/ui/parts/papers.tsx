import { useEffect, useState } from 'preact/hooks';
import type { SellerPaper } from '../../desk/api.ts';
import { attempt } from '../actions.ts';
import { say, theDesk } from '../state.ts';
import { papers as words } from '../words/fr/papers.ts';
import { shell } from '../words/fr/shell.ts';

/** The papers that this device knows its way on, each with a way to forget it. Nothing when it knows none. */
export function Papers() {
  const [known, setKnown] = useState<readonly SellerPaper[]>([]);
  const load = async () => setKnown(await (await theDesk().papers()).list());
  useEffect(() => void attempt(load), []);
  const forget = (paper: SellerPaper) =>
    void attempt(async () => {
      const papers = await theDesk().papers();
      await papers.forget(paper.siret);
      await load();
      const back = () => papers.remember(paper).then(load);
      say(words.forgotten(paper.name || paper.siret), { label: shell.undo, run: () => void attempt(back) });
    });
  if (known.length === 0) return null;
  return (
    <div class="stack tight">
      <h3>{words.title}</h3>
      <p class="hint">{words.hint}</p>
      <ul class="stack tight">
        {known.map((paper) => {
          const { siret, name, invoices } = paper;
          return (
            <li key={siret} class="row between">
              <span>
                {name || siret}
                <br />
                <span class="hint">{words.learnt(invoices)}</span>
              </span>
              <button type="button" class="button plain" onClick={() => forget(paper)} aria-label={words.forgetOf(name || siret)}>
                {words.forget}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
