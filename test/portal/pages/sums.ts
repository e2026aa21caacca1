import { rateOptions } from './options.ts';
import { amountIn, frenchAmount, ranksOf, type Values } from './values.ts';

const rates: Readonly<Record<string, number>> = { TVA20: 20, TVA10: 10, TVA5: 5.5, TVA2: 2.1, TVA1: 0 };
const round = (value: number) => Math.round((value + Number.EPSILON) * 100) / 100;

/** What a page that adds up itself would propose for the recap and the totals, from the lines typed so far; {} without a whole line. */
export function proposedSums(values: Values): Values {
  const bases = new Map<string, { base: number; rate: number }>();
  for (const rank of ranksOf(values, 'lignes')) {
    const of = (name: string) => values[`lignes[${rank}].${name}`] ?? '';
    const [quantity, price] = [amountIn(of('quantite')), amountIn(of('prixUnitaire'))];
    const code = rateOptions.some((option) => option.value === of('tauxTva')) ? of('tauxTva') : '';
    const rate = code ? (rates[code] ?? 0) : amountIn(of('tauxManuel'));
    if (quantity === null || price === null || rate === null) continue;
    const name = code || `=${of('tauxManuel').trim()}`;
    const former = bases.get(name)?.base ?? 0;
    bases.set(name, { base: former + quantity * price - (amountIn(of('remise')) ?? 0), rate });
  }
  if (bases.size === 0) return {};
  const proposed: Values = {};
  let [net, vat] = [0, 0];
  for (const [index, [name, { base, rate }]] of [...bases].entries()) {
    const tax = round((round(base) * rate) / 100);
    proposed[`tva[${index}].${name.startsWith('=') ? 'tauxManuel' : 'taux'}`] = name.replace('=', '');
    proposed[`tva[${index}].base`] = frenchAmount(round(base));
    proposed[`tva[${index}].montant`] = frenchAmount(tax);
    net += round(base);
    vat += tax;
  }
  proposed['montants.ht'] = frenchAmount(round(net));
  proposed['montants.tva'] = frenchAmount(round(vat));
  proposed['montants.ttc'] = frenchAmount(round(net + vat));
  proposed['montants.net'] = frenchAmount(round(net + vat));
  return proposed;
}
