import { Big } from 'big.js';
import type { IsoDate } from '../invoice/dates.ts';
import { type Decimal, round } from '../invoice/money.ts';

/**
 * The European Central Bank's rate on its main refinancing operations, in force on the first day of each half-year: what article R.2192-31 of the Code de
 * la commande publique adds eight points to. Dated data: a new half-year is one more row, here or by the user.
 */
export interface EcbRate {
  /** First day of the half-year: 1 January or 1 July. */
  from: IsoDate;
  /** Percent. */
  ecb: Decimal;
  /** `known`: from the decisions named in `source`; `carried`: nobody told us, the last known one goes on; `user`: typed in the app. */
  certainty: 'known' | 'carried' | 'user';
  /** The decision in force on that day, by the day it took effect. */
  source: string;
}

const known = (from: IsoDate, ecb: Decimal, source: string): EcbRate => ({ from, ecb, certainty: 'known', source });

/** Claims on public bodies lapse four years after the year they were due (loi 68-1250, art. 1): older half-years serve nobody. */
export const ecbRates: readonly EcbRate[] = [
  ...['2020-01-01', '2020-07-01', '2021-01-01', '2021-07-01', '2022-01-01', '2022-07-01'].map((from) =>
    // 0.50 % came on 27 July 2022 only: the second half of 2022 still counts from zero.
    known(from, '0.00', 'BCE, décision du 10 mars 2016 (effet au 16 mars 2016)'),
  ),
  known('2023-01-01', '2.50', 'BCE, décision du 15 décembre 2022 (effet au 21 décembre 2022)'),
  known('2023-07-01', '4.00', 'BCE, décision du 15 juin 2023 (effet au 21 juin 2023)'),
  known('2024-01-01', '4.50', 'BCE, décision du 14 septembre 2023 (effet au 20 septembre 2023)'),
  // 12.25 % in the second half of 2024: the figure that users.md §5 G quotes.
  known('2024-07-01', '4.25', 'BCE, décision du 6 juin 2024 (effet au 12 juin 2024)'),
  known('2025-01-01', '3.15', 'BCE, décision du 12 décembre 2024 (effet au 18 décembre 2024)'),
  // 10.15 %: the rate of the worked example of users.md §5 G.
  known('2025-07-01', '2.15', 'BCE, décision du 5 juin 2025 (effet au 11 juin 2025)'),
  known('2026-01-01', '2.15', 'BCE, inchangé depuis le 11 juin 2025 (décision du 5 février 2026)'),
  // [?] What the Council decided between February and July 2026 was not found: to be checked on ecb.europa.eu or economie.gouv.fr.
  { from: '2026-07-01', ecb: '2.15', certainty: 'carried', source: 'Repris du semestre précédent, à vérifier' },
];

/** Points that the law adds (R.2192-31). */
export const LEGAL_POINTS = 8;

/** First day of the half-year that holds the day. */
export function halfYearOf(day: IsoDate): IsoDate {
  return `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`;
}

function nextHalfYear(from: IsoDate): IsoDate {
  return from.endsWith('-01-01') ? `${from.slice(0, 4)}-07-01` : `${Number(from.slice(0, 4)) + 1}-01-01`;
}

/** A rate that a person may type: percent, zero to fifty, two decimals at most, as the bank's own. */
export function isRate(value: string): boolean {
  return /^\d{1,2}(\.\d{1,2})?$/.test(value) && new Big(value).lte(50);
}

/**
 * The table up to the half-year of `today`: half-years that nobody filled take the last rate and say so, what the user typed (by first day) wins.
 * Latest first, as a person looks for it.
 */
export function rateTable(today: IsoDate, typed: Readonly<Record<IsoDate, Decimal>> = {}): EcbRate[] {
  const rows: EcbRate[] = [];
  const last = [halfYearOf(today), ecbRates.at(-1)?.from ?? ''].sort().at(-1) ?? '';
  for (let from = ecbRates[0]?.from ?? last; from <= last; from = nextHalfYear(from)) {
    const shipped = ecbRates.find((row) => row.from === from);
    const own = typed[from];
    const before = rows.at(-1);
    if (own !== undefined && isRate(own)) rows.push({ from, ecb: own, certainty: 'user', source: 'Saisi par vous' });
    // A guess follows the last row, the user's own included; what is known stands.
    else if (shipped?.certainty === 'known') rows.push(shipped);
    else if (before) rows.push({ from, ecb: before.ecb, certainty: 'carried', source: 'Repris du semestre précédent, à vérifier' });
  }
  return rows.reverse();
}

/** Percent a year, and whether the rate behind it is known. */
export interface LateRate {
  ecb: Decimal;
  rate: Decimal;
  sure: boolean;
}

/**
 * The rate of interest that starts on `day`. It is the one of the half-year in which the interest started to run, and stays so however long the delay
 * (R.2192-31: « en vigueur au premier jour du semestre de l'année civile au cours duquel les intérêts moratoires ont commencé à courir »).
 * A day before the table takes its first row and is not sure.
 */
export function lateRate(day: IsoDate, table: readonly EcbRate[]): LateRate {
  const half = halfYearOf(day);
  const sorted = [...table].sort((a, b) => (a.from < b.from ? -1 : 1));
  const row = sorted.findLast(({ from }) => from <= half) ?? sorted[0];
  if (!row) throw new Error('no rates');
  return { ecb: row.ecb, rate: round(new Big(row.ecb).plus(LEGAL_POINTS)), sure: row.from === half && row.certainty !== 'carried' };
}
