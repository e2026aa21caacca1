import '../styles/invoice.css';
import '../styles/claims.css';
import { useEffect, useState } from 'preact/hooks';
import type { BuyerDebt } from '../../desk/api-claims.ts';
import { attempt } from '../actions.ts';
import { money, sumOf } from '../format.ts';
import { LetterButton } from '../parts/claim-letter.tsx';
import { RatesEditor } from '../parts/ecb-rates.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { DelayByBuyer, MoneyByMonth, realOnly } from '../parts/money-chart.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { dossiers, theDesk } from '../state.ts';
import { delays as words } from '../words/fr/claims.ts';

/** What each buyer owes: late ones first, with their letter; then those still in time. */
export default function Delays(_: ScreenProps) {
  const [debts, setDebts] = useState<readonly BuyerDebt[] | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let alive = true;
    void attempt(async () => (await theDesk().claims()).byBuyer()).then((found) => alive && found && setDebts(found));
    return () => {
      alive = false;
    };
  }, [dossiers.value, turn]);
  const list = debts ?? [];
  const real = realOnly(list);
  const late = list.filter(({ claims }) => claims.length > 0);
  const others = list.filter(({ claims }) => claims.length === 0);
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to()} />
        <p class="soft">{words.intro}</p>
      </div>
      {debts && list.length === 0 && <p role="status">{words.nothing}</p>}
      {list.length > 0 && <Figures debts={real} />}
      {list.length > 0 && <MoneyByMonth />}
      {list.length > 0 && late.length === 0 && (
        <p>
          <span class="tag done">
            <Icon name="check" />
            {words.noneLate}
          </span>
        </p>
      )}
      {late.map((debt) => (
        <Debtor key={`${debt.trial}${debt.siret}`} debt={debt} />
      ))}
      {others.length > 0 && (
        <section class="sheet stack" aria-labelledby="others">
          <h2 id="others">{words.others}</h2>
          <ul class="debts">
            {others.map((debt) => (
              <li key={`${debt.trial}${debt.siret}`} class="debt">
                <strong>
                  {debt.name || words.none} {debt.trial && <Trial />}
                </strong>
                <span class="number">{debt.waiting > 0 && money(debt.expected)}</span>
                <span class="hint">{facts(debt)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DelayByBuyer debts={list} />
      <RatesEditor onSaved={() => setTurn((count) => count + 1)} />
    </div>
  );
}

function Trial() {
  return <span class="tag doubt">{words.trial}</span>;
}

const facts = ({ waiting, averageDays, paid }: BuyerDebt) =>
  [`${words.waiting(waiting)}.`, averageDays !== null && words.average(averageDays, paid)].filter(Boolean).join(' ');

function Figures({ debts }: { debts: readonly BuyerDebt[] }) {
  const late = sumOf(debts.map((debt) => debt.late));
  const extra = sumOf(debts.flatMap(({ interest, indemnity }) => [interest, indemnity]));
  return (
    <dl class="figures">
      <div>
        <dt>{words.expected}</dt>
        <dd class="number">{money(sumOf(debts.map(({ expected }) => expected)))}</dd>
      </div>
      {late !== '0.00' && (
        <div class="late">
          <dt>{words.late}</dt>
          <dd class="number">{money(late)}</dd>
        </div>
      )}
      {extra !== '0.00' && (
        <div>
          <dt>{words.extra}</dt>
          <dd class="number">{money(extra)}</dd>
        </div>
      )}
    </dl>
  );
}

const FIRST = 6;

function Claimed({ claims }: Pick<BuyerDebt, 'claims'>) {
  return (
    <ul class="debts">
      {claims.map(({ dossier, claim }) => (
        <li key={dossier.id}>
          <a class="debt" href={to('facture', dossier.id, 'suivi')}>
            <strong>{dossier.invoice.invoiceNumber}</strong>
            <span class="number">{claim.paid ? words.extraOf(money(claim.due)) : money(claim.principal)}</span>
            <span class="late-for">{claim.paid ? words.paidLate(claim.days) : words.lateFor(claim.days)}</span>
            <span class="extra number">{claim.paid ? words.paidOf(money(claim.principal)) : words.extraOf(money(claim.due))}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Debtor({ debt }: { debt: BuyerDebt }) {
  const { claims, name, trial } = debt;
  const id = `debtor-${trial ? 'essai-' : ''}${debt.siret}`;
  return (
    <section class="sheet stack debtor" aria-labelledby={id}>
      <div class="debtor-head">
        <h2 id={id}>
          {name || words.none} {trial && <Trial />}
        </h2>
        <p class="hint">{facts(debt)}</p>
      </div>
      <Claimed claims={claims.slice(0, FIRST)} />
      {claims.length > FIRST && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.moreClaims(claims.length - FIRST)}
          </summary>
          <Claimed claims={claims.slice(FIRST)} />
        </details>
      )}
      <p class="total">
        <span>{words.toClaim}</span>
        <strong class="number">{money(sumOf(claims.map(({ claim }) => claim.total)))}</strong>
      </p>
      <div class="row">
        <LetterButton
          key={claims.map(({ dossier }) => dossier.id).join()}
          ids={claims.map(({ dossier }) => dossier.id)}
          label={words.lettersFor(claims.length)}
          unsure={claims.some(({ claim }) => !claim.rateSure)}
        />
      </div>
    </section>
  );
}
