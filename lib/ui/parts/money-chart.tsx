import { useEffect, useState } from 'preact/hooks';
import type { BuyerDebt, MonthOfMoney } from '../../desk/api-claims.ts';
import { scaleOf, window } from '../chart.ts';
import { money, monthName, shortMonth, sumOf } from '../format.ts';
import { dossiers, theDesk } from '../state.ts';
import { today } from '../today.ts';
import { delays as words } from '../words/fr/claims.ts';
import { Icon } from './icon.tsx';

const WIDTH = 360;
const HEIGHT = 190;
const LEFT = 46;
const BOTTOM = 24;
const kinds = ['paid', 'late', 'expected'] as const;

/** Only real money, as soon as there is some: a trial's is never added to it. */
export const realOnly = <T extends { trial: boolean }>(list: readonly T[]): readonly T[] =>
  list.some(({ trial }) => !trial) ? list.filter(({ trial }) => !trial) : list;

/** What came and what is to come, month by month: a drawing for who would rather look, a table for who would rather read. */
export function MoneyByMonth() {
  const [all, setAll] = useState<readonly MonthOfMoney[]>([]);
  useEffect(() => {
    let alive = true;
    theDesk()
      .claims()
      .then((claims) => claims.byMonth())
      .then(
        (found) => alive && setAll(realOnly(found)),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [dossiers.value]);
  if (all.length === 0) return null;
  return (
    <section class="sheet stack chart" aria-labelledby="by-month">
      <h2 id="by-month">{words.byMonth}</h2>
      <Bars months={all} />
      <ul class="legend" aria-hidden="true">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 18 18" aria-hidden="true" focusable="false">
              <rect class={`mark ${kind}`} x="1" y="1" width="16" height="16" />
              {kind === 'late' && <path class="hatch" d="M1 9l8-8M1 17L17 1M9 17l8-8" />}
            </svg>
            {words.kinds[kind]}
          </li>
        ))}
      </ul>
      <details class="more">
        <summary>
          <Icon name="next" />
          {words.table}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <section class="table-place" aria-label={words.table} tabIndex={0}>
          <table>
            <caption class="hidden">{words.byMonth}</caption>
            <thead>
              <tr>
                <th scope="col">{words.month}</th>
                {kinds.map((kind) => (
                  <th key={kind} scope="col">
                    {words.kinds[kind]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...all].reverse().map((month) => (
                <tr key={month.month}>
                  <th scope="row">{monthName(month.month)}</th>
                  {kinds.map((kind) => (
                    <td key={kind} class="number">
                      {month[kind] === '0.00' ? '—' : money(month[kind])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}

function Bars({ months }: { months: readonly MonthOfMoney[] }) {
  const shown = window(months, today().slice(0, 7));
  const sums = shown.map(({ value }) => (value ? Number(sumOf(kinds.map((kind) => value[kind]))) : 0));
  const scale = scaleOf(Math.max(...sums));
  const top = scale.at(-1) ?? 1;
  const height = HEIGHT - BOTTOM - 10;
  const y = (amount: number) => 10 + height - (amount / top) * height;
  const step = (WIDTH - LEFT) / shown.length;
  const wide = Math.min(26, step - 5);
  const present = today().slice(0, 7);
  const total = (kind: (typeof kinds)[number]) => money(sumOf(months.map((month) => month[kind])));
  return (
    <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.chartAlt(total('paid'), total('expected'), total('late'))}>
      {scale.map((line) => (
        <g key={line}>
          <path class="line" d={`M${LEFT} ${y(line)}H${WIDTH}`} />
          <text class="axis" x={LEFT - 6} y={y(line) + 4} text-anchor="end">
            {words.short(line)}
          </text>
        </g>
      ))}
      {shown.map(({ month, value }, index) => {
        const x = LEFT + index * step + (step - wide) / 2;
        let below = 0;
        return (
          <g key={month}>
            {value &&
              kinds.map((kind) => {
                const amount = Number(value[kind]);
                const [from, to] = [y(below), y(below + amount)];
                below += amount;
                if (amount <= 0) return null;
                return (
                  <g key={kind}>
                    <rect class={`mark ${kind}`} x={x} y={to} width={wide} height={Math.max(1.5, from - to)} />
                    {kind === 'late' && <path class="hatch" d={hatch(x, to, wide, from - to)} />}
                  </g>
                );
              })}
            <text class={month === present ? 'axis present' : 'axis'} x={x + wide / 2} y={HEIGHT - 7} text-anchor="middle">
              {shortMonth(month)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Slanted lines over a bar: late is told from paid without its colour. */
function hatch(x: number, y: number, width: number, height: number): string {
  const lines: string[] = [];
  for (let down = 6; down < height + width; down += 7) {
    const [x1, y1] = down <= height ? [x, y + down] : [x + down - height, y + height];
    const [x2, y2] = down <= width ? [x + down, y] : [x + width, y + down - width];
    lines.push(`M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`);
  }
  return lines.join('');
}

const MOST = 8;

/** How long each buyer takes against the days that the law gives him, the latest first. */
export function DelayByBuyer({ debts }: { debts: readonly BuyerDebt[] }) {
  const known = realOnly(debts).flatMap(({ siret, name, averageDays, term, paid }) =>
    averageDays === null ? [] : [{ siret, name, averageDays, term, paid }],
  );
  if (known.length === 0) return null;
  const slowest = known.sort((a, b) => b.averageDays - b.term - (a.averageDays - a.term)).slice(0, MOST);
  const top = Math.max(...slowest.flatMap(({ averageDays, term }) => [averageDays, term])) * 1.05;
  return (
    <section class="sheet stack" aria-labelledby="by-buyer">
      <h2 id="by-buyer">{words.byBuyer}</h2>
      <ul class="paces">
        {slowest.map(({ siret, name, averageDays, term, paid }) => (
          <li key={siret || name}>
            <span>{name || words.none}</span>
            <strong class="number">{words.days(averageDays)}</strong>
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect class="rail" width="100" height="6" />
              <rect class={averageDays > term ? 'mark late' : 'mark paid'} width={(100 * averageDays) / top} height="6" />
              <rect class="term" x={(100 * term) / top} width="0.8" height="6" />
            </svg>
            <span class="hint">{words.pace(averageDays, term, paid)}</span>
          </li>
        ))}
      </ul>
      <p class="hint">{words.termMark}</p>
    </section>
  );
}
