import type { Candidate } from './find.ts';
import type { Scene } from './scene.ts';
import { plain, wordsOf } from './text.ts';
import type { Words } from './words.ts';

/** Weight that must speak for the portal's form before anything is written, and how many signs of their own kind. */
const ENOUGH = 4;
const STRONG = 2;

/** Fields that speak for the portal by being there. */
const anchors: Readonly<Record<string, { weight: number; strong?: boolean }>> = {
  framework: { weight: 3, strong: true },
  serviceCode: { weight: 1.5, strong: true },
  engagementNumber: { weight: 1.5, strong: true },
  depositFormat: { weight: 1.5, strong: true },
  vatType: { weight: 1, strong: true },
  'buyer.siret': { weight: 1.5, strong: true },
  'other.validator': { weight: 1 },
  'seller.siret': { weight: 1 },
  contractNumber: { weight: 0.75 },
  bankAccount: { weight: 0.25 },
  invoiceNumber: { weight: 0.5 },
  issueDate: { weight: 0.25 },
  paymentMode: { weight: 0.5 },
  'totals.net': { weight: 0.25 },
  'totals.gross': { weight: 0.25 },
  'totals.payable': { weight: 0.25 },
  'totals.grossBefore': { weight: 0.5 },
  'lines.*.quantity': { weight: 0.25 },
  'vatBreakdown.*.taxableAmount': { weight: 0.5 },
  comment: { weight: 0.1 },
  'payment.dueDate': { weight: -1 },
  'other.account': { weight: -2 },
  'other.person': { weight: -0.5 },
  'other.address': { weight: -0.5 },
  'other.contact': { weight: -0.5 },
  'other.search': { weight: -0.25 },
};

export interface Evidence {
  weight: number;
  strong: number;
  enough: boolean;
}

/**
 * Does this page look like the portal's own form? Labels alone decide nothing: a newsletter has an e-mail, a billing tool has a SIRET and an engagement number.
 * What no other page has must be seen twice, and outweigh what speaks against.
 */
export function evidenceIn(scene: Scene, candidates: readonly Candidate[], words: Words): Evidence {
  let weight = 0;
  let strong = 0;
  const count = (sign: { weight: number; strong?: boolean | undefined }) => {
    weight += sign.weight;
    if (sign.strong) strong += 1;
  };
  const seen = new Set<string>();
  for (const { ranked, group, label, control } of candidates) {
    const [first] = ranked;
    if (group === 'search') seen.add('other.search');
    // an order number is asked everywhere: a second best name proves nothing
    if (!first || first.score < (anchors[first.key]?.strong ? 0.87 : 0.7)) continue;
    // a billing tool writes to a client, the portal to a destinataire
    const ofClient = [label, ...control.context.map(({ text }) => text)].some((text) => wordsOf(text).includes('client'));
    seen.add(ofClient && first.key !== 'framework' ? `client/${first.key}` : first.key);
  }
  for (const key of seen) if (anchors[key]) count(anchors[key]);
  const texts = {
    heading: scene.headings.map(plain),
    button: scene.buttons.map(({ text }) => plain(text)),
    label: candidates.map(({ label }) => plain(label)),
  };
  const everywhere = [...texts.heading, ...texts.button, ...texts.label];
  for (const sign of words.signs) {
    if (sign.where === 'section') {
      if (scene.headings.slice(2).some((text) => plain(text) === sign.plain)) count(sign);
      continue;
    }
    const among = texts[sign.where as keyof typeof texts] ?? everywhere;
    if (among.some((text) => says(text, sign.plain))) count(sign);
  }
  return { weight, strong, enough: weight >= ENOUGH && strong >= STRONG };
}

function says(text: string, words: string): boolean {
  const at = ` ${text.replace(/s\b/g, '')} `;
  return at.includes(` ${words.replace(/s\b/g, '')} `);
}
