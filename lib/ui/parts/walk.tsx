import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { confirm, edit, formVersion, settled, valueAt } from '../edits.ts';
import { labelOf, shown, walkOrder } from '../fields.ts';
import { day, labelled, money } from '../format.ts';
import { go, target, to, toField } from '../router.ts';
import { onRecipient } from '../standing.ts';
import { announce, dossiers } from '../state.ts';
import { review as words } from '../words/fr/invoice.ts';
import { home } from '../words/fr/shell.ts';
import { ByForm, hasForms } from './by-form.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { KindChoice } from './kind.tsx';
import { disagrees } from './origin.tsx';
import { Crop } from './page.tsx';

const recipientPaths = ['buyer.siret', 'buyer.name', 'serviceCode', 'engagementNumber', 'contractNumber'];

/** Fields to look at: read but doubtful, then what is wrong or lacking; the recipient has its own screen. */
export function doubtsOf(dossier: Dossier, problems: readonly Problem[] | null): string[] {
  const doubtful = walkOrder.filter((path) => {
    const trace = dossier.traces[path];
    return trace?.confidence === 'check' && !trace.confirmed && valueAt(dossier.invoice, path) !== '';
  });
  // Two sources that disagree are always asked about, the recipient's fields too.
  const disputed = recipientPaths.filter((path) => disagrees(dossier, path));
  const wrong = (problems ?? [])
    .filter((problem) => problem.severity === 'error' && walkOrder.includes(problem.field))
    .map((problem) => problem.field);
  return [...new Set([...doubtful, ...disputed, ...wrong])];
}

/** To a field of this very screen, the one just asked for too. */
function reach(event: Event, id: string, path: string): void {
  event.preventDefault();
  if (target.value === path) {
    const field = document.querySelector<HTMLElement>(`.fields-side [name="${path}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  } else go(toField(id, path), { replace: true });
}

/** Nothing left to look at: what was read, in one glance, and the one step that remains. */
function AllSeen({ dossier, problems, stands }: { dossier: Dossier; problems: readonly Problem[] | null; stands: readonly string[] }) {
  if (problems === null || Object.keys(dossier.traces).length === 0) return null;
  const { invoice } = dossier;
  const errors = problems.filter((problem) => problem.severity === 'error');
  const wrong = stands.filter((path) => errors.some((problem) => problem.field === path));
  const left = wrong.length;
  const toRecipient = errors.some((problem) => onRecipient.test(problem.field));
  const facts = [invoice.invoiceNumber && home.number(invoice.invoiceNumber), day(invoice.issueDate)].filter(Boolean).join(' · ');
  return (
    <section class={left > 0 ? 'walk' : 'walk seen'} aria-label={left > 0 ? words.leftWrong(left) : words.allSeen} data-testid="all-seen">
      <p class="row between">
        <span class={left > 0 ? 'tag doubt' : 'tag done'} role="status">
          <Icon name={left > 0 ? 'warn' : 'check'} />
          {left > 0 ? words.leftWrong(left) : words.allSeen}
        </span>
        <span class="soft small">{facts}</span>
      </p>
      {left > 0 && (
        <ul class="left-wrong">
          {wrong.map((path) => (
            <li key={path}>
              <a class="act" href={toField(dossier.id, path)} onClick={(event) => reach(event, dossier.id, path)}>
                {labelOf(path)}
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="row between">
        <strong>{invoice.buyer.name || words.chooseBuyer}</strong>
        <strong class="number figure">{money(invoice.totals.gross, invoice.currency)}</strong>
      </p>
      {errors.length === 0 && <ByForm id={dossier.id} ready />}
      <a
        class={errors.length === 0 && hasForms() ? 'button full' : 'button main full'}
        href={to('facture', dossier.id, toRecipient ? 'destinataire' : 'prete')}
      >
        {toRecipient ? words.allSeenNext : words.allSeenReady}
        <Icon name="next" />
      </a>
    </section>
  );
}

interface Props {
  dossier: Dossier;
  problems: readonly Problem[] | null;
  /** Tells the page which field is being looked at. */
  onLook: (path: string) => void;
}

/** The doubtful fields one after the other: the crop, the value, « C'est juste » or type over it. */
export function Walk({ dossier, problems, onLook }: Props) {
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  /** Said to be right, and still against a rule, or left empty: not asked twice, the end of the walk lists them. */
  const [stands, setStands] = useState<readonly string[]>([]);
  const [current, setCurrent] = useState('');
  const [seen, setSeen] = useState(0);
  const yes = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLElement>(null);
  const doubts = useMemo(() => {
    const all = doubtsOf(dossier, problems).filter((path) => !stands.includes(path));
    return [...all.filter((path) => !skipped.includes(path)), ...all.filter((path) => skipped.includes(path))];
  }, [dossier, problems, skipped, stands]);
  // the field at hand stays until the user leaves it, even when typing made it certain
  const path = current && (doubts.includes(current) || seen >= 0) ? current : (doubts[0] ?? '');
  useEffect(() => {
    if (!current && doubts[0]) setCurrent(doubts[0]);
  }, [doubts]);
  useEffect(() => {
    if (path) onLook(path);
  }, [path]);
  // an undo may bring a settled field back
  useEffect(() => {
    setCurrent('');
    setStands([]);
  }, [formVersion.value]);
  // what had the focus (the reading's screen, the last doubt) is gone: Enter goes on from here
  const told = problems !== null;
  useEffect(() => {
    if (told && document.activeElement === document.body)
      (yes.current ?? document.querySelector<HTMLElement>('[data-testid="all-seen"] .main'))?.focus({ preventScroll: true });
  }, [path === '', told]);

  const wrongAt = (field: string) => problems?.some((problem) => problem.severity === 'error' && problem.field === field) ?? false;
  if (!path) return <AllSeen dossier={dossier} problems={problems} stands={stands} />;
  const rest = doubts.filter((item) => item !== path);
  const leave = (next: string | undefined) => {
    setCurrent(next ?? '');
    yes.current?.focus();
  };
  const agree = () => {
    void confirm(dossier.id, path).then(() => announce(words.confirmed));
    if (wrongAt(path)) setStands([...stands, path]);
    setSeen(seen + 1);
    leave(rest[0]);
  };
  const empty = valueAt(dossier.invoice, path) === '';
  const fill = () => box.current?.querySelector<HTMLElement>('.input')?.focus();
  /** Enter, once what was typed is in: an empty field is not agreed with. */
  const enter = () =>
    void settled(dossier.id).then(() => {
      const { invoice } = dossiers.value?.find(({ id }) => id === dossier.id) ?? dossier;
      if (valueAt(invoice, path) !== '') agree();
    });
  const later = () => {
    if (empty) {
      setStands([...stands, path]);
      setSeen(seen + 1);
    } else setSkipped([...skipped.filter((item) => item !== path), path]);
    leave(rest[0]);
  };
  const trace = dossier.traces[path];
  return (
    <section class="walk" aria-labelledby="walk-title" data-testid="walk" ref={box}>
      <p class="count" id="walk-title" role="status">
        {words.walkCount(seen + 1, seen + rest.length + 1)}
        {seen + rest.length > 0 && <span class="left">{words.walkLeft(rest.length)}</span>}
      </p>
      <Crop dossier={dossier} path={path} />
      {path === 'kind' ? (
        <KindChoice dossier={dossier} shown />
      ) : (
        <Field key={path} dossier={dossier} path={path} problems={problems} onEnter={enter} marks={false} />
      )}
      {disagrees(dossier, path) && <p class="hint">{words.differs}</p>}
      {trace && trace.alternatives.length > 0 && path !== 'kind' && (
        <div class="row">
          <span class="hint">{words.alternatives}</span>
          {trace.alternatives.slice(0, 3).map((alternative) => (
            <button
              key={alternative}
              type="button"
              class="chip"
              onClick={() => {
                void edit(dossier.id, path, alternative).then(() => {
                  announce(labelled(labelOf(path), shown(path, alternative)));
                });
              }}
            >
              {shown(path, alternative)}
            </button>
          ))}
        </div>
      )}
      <div class="answers">
        <button type="button" class="button strong" ref={yes} onClick={empty ? fill : agree}>
          <Icon name={empty ? 'pen' : 'check'} />
          {empty ? words.fill : words.right}
        </button>
        <button type="button" class="button" disabled={rest.length === 0 && !empty} onClick={later}>
          {empty ? words.afterwards : words.later}
        </button>
      </div>
    </section>
  );
}
