import { adviceForRefusal, fieldNamed } from '../portal/coach.ts';
import { ArticleMemories } from './article-memory.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { codeKey, type RefusedCode, refusable } from './recipient-memory.ts';
import { isSample } from './sample.ts';
import { gaveBack } from './taken.ts';

/** What the portal took or gave back, as the recipient and the articles are remembered: what it refused is not proposed again. */
export async function learnFrom(bench: Bench, { recipientOf }: Checking, saved: Dossier): Promise<void> {
  const { memories, platform, settings } = bench;
  if (isSample(saved, await settings())) return;
  const today = platform.clock.today();
  const { invoice } = saved;
  if (gaveBack(saved)) return memories.refuse(invoice.buyer.siret, refusalsOf(saved, today));
  const recipient = await recipientOf(saved);
  if (recipient) await memories.learn({ ...recipient, name: recipient.name || invoice.buyer.name }, invoice, today);
  if (invoice.kind === 'invoice') await new ArticleMemories(bench).learn(invoice.lines, invoice.seller.siret, invoice.buyer.siret, today);
}

/** The code that the portal or the agent named. Words that name none accuse none: which one was wrong is known once the user mends it. */
function refusalsOf({ invoice, stage, history }: Dossier, today: string): Omit<RefusedCode, 'lifted'>[] {
  const status = 'status' in stage ? stage.status : '';
  const said = stage.state === 'refused' ? adviceForRefusal(stage.code, stage.messages) : null;
  const why = said ? said.said : (history.findLast(({ code }) => code === status)?.text ?? '');
  const named = said ? said.field : fieldNamed(why);
  return refusable.filter((field) => field === named).map((field) => ({ field, code: invoice[field].trim(), on: today, why }));
}

/** Codes that the user replaced in an invoice that came back to the same recipient. */
export function replacedCodes(
  before: Pick<Dossier['invoice'], (typeof refusable)[number]>,
  after: Pick<Dossier['invoice'], (typeof refusable)[number]>,
  why: string,
  today: string,
): Omit<RefusedCode, 'lifted'>[] {
  return refusable
    .filter((field) => after[field].trim() !== '' && codeKey(before[field]) !== codeKey(after[field]))
    .map((field) => ({ field, code: before[field].trim(), on: today, why }));
}
