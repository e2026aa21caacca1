import { amountOf, type Refusal, records, refusals, text } from './answers.ts';
import { rateOf } from './reference.ts';
import type { TrainingLine, TrainingVat } from './state.ts';

/** Lines and VAT recap of `soumettre`, or the first refusal. The real checks and their codes are not public: lengths of lines are not judged. */
export type Typed = { lines: TrainingLine[]; vat: TrainingVat[] } | { refusal: Refusal };

const isRefusal = (value: object): value is { refusal: Refusal } => 'refusal' in value;

function rateRefusal(code: string, manual: unknown): string {
  if (code && manual !== undefined && manual !== null) return 'un taux de TVA ou un taux manuel, pas les deux';
  if (code) return rateOf(code) === null ? `le taux ${code} n’existe pas` : '';
  return amountOf(manual) === null ? 'le taux de TVA manque' : '';
}

function lineOf(line: Record<string, unknown>, rank: number): TrainingLine | { refusal: Refusal } {
  const refuse = (what: string) => ({ refusal: refusals.line(rank, what) });
  const number = line.lignePosteNumero;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1) return refuse('son numéro manque');
  if (!text(line.lignePosteDenomination)) return refuse('la dénomination manque');
  const quantity = amountOf(line.lignePosteQuantite);
  if (quantity === null) return refuse('la quantité manque');
  if (!text(line.lignePosteUnite)) return refuse('l’unité manque');
  const price = amountOf(line.lignePosteMontantUnitaireHT);
  if (price === null) return refuse('le montant unitaire hors taxe manque');
  const discount = amountOf(line.lignePosteMontantRemiseHT ?? 0);
  if (discount === null) return refuse('la remise n’est pas un montant');
  const code = text(line.lignePosteTauxTva);
  const wrong = rateRefusal(code, line.lignePosteTauxTvaManuel);
  if (wrong) return refuse(wrong);
  return {
    numero: number,
    reference: text(line.lignePosteReference),
    denomination: text(line.lignePosteDenomination),
    quantite: quantity,
    unite: text(line.lignePosteUnite),
    prixUnitaireHT: price,
    remiseHT: discount,
    taux: code,
    tauxManuel: code ? null : amountOf(line.lignePosteTauxTvaManuel),
  };
}

function vatOf(row: Record<string, unknown>): TrainingVat | { refusal: Refusal } {
  const code = text(row.ligneTvaTaux);
  const base = amountOf(row.ligneTvaMontantBaseHtParTaux);
  const tax = amountOf(row.ligneTvaMontantTvaParTaux);
  if (rateRefusal(code, row.ligneTvaTauxManuel) || base === null || tax === null) return { refusal: refusals.vatRecap };
  return { taux: code, tauxManuel: code ? null : amountOf(row.ligneTvaTauxManuel), baseHT: base, montantTVA: tax };
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/**
 * `entered`: SAISIE_API, where the lines are the invoice. Every line may be rounded by the supplier, hence one cent of tolerance a line.
 */
export function typedOf(body: Record<string, unknown>, totals: { net: number; vat: number }, entered: boolean): Typed {
  const lines = records(body.lignePoste).map((line, index) => lineOf(line, index + 1));
  const vat = records(body.ligneTva).map(vatOf);
  const wrong = [...lines, ...vat].find(isRefusal);
  if (wrong) return wrong;
  const good = lines.filter((line): line is TrainingLine => !isRefusal(line));
  const rows = vat.filter((row): row is TrainingVat => !isRefusal(row));
  if (entered && good.length === 0) return { refusal: refusals.required('lignePoste') };
  if (entered && rows.length === 0) return { refusal: refusals.required('ligneTva') };
  const far = (a: number, b: number, count: number) => Math.abs(a - b) > 0.0101 * Math.max(1, count);
  if (rows.length > 0) {
    if (far(sum(rows.map((row) => row.baseHT)), totals.net, rows.length)) return { refusal: refusals.vatRecap };
    if (far(sum(rows.map((row) => row.montantTVA)), totals.vat, rows.length)) return { refusal: refusals.vatRecap };
  }
  if (entered && far(sum(good.map((line) => line.quantite * line.prixUnitaireHT - line.remiseHT)), totals.net, good.length)) {
    return { refusal: refusals.lineTotals };
  }
  return { lines: good, vat: rows };
}
