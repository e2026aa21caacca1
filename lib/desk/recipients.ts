import type { Invoice } from '../invoice/model.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import type { FieldTrace } from './dossier.ts';
import { changed, confirmed, editable } from './history.ts';
import { codesOf } from './memory.ts';
import type { Codes } from './recipient-memory.ts';
import { isSample } from './sample.ts';

/** Who pays: searched in the directory, remembered, chosen. */
export function recipientCases(bench: Bench): Pick<Desk, 'searchRecipients' | 'recentRecipients' | 'lastCodes' | 'chooseRecipient'> {
  const { platform, store, memories, directory, profile, settings } = bench;
  return {
    async searchRecipients(query, read) {
      const [found, chosen, known, met, { departmentOf }] = await Promise.all([
        directory(),
        settings(),
        profile(),
        memories.list(),
        import('../directory/departments.ts'),
      ]);
      const matches = found.search(query, {
        mode: read ? 'ocr' : 'type',
        ...(read ? { postcode: read.postcode, town: read.town } : {}),
        environment: chosen.environment,
        department: known.seller.address.postcode.slice(0, 2),
        used: met.filter((memory) => memory.uses > 0).map((memory) => memory.recipient.siret),
        limit: 12,
      });
      return matches.map((match) => ({ ...match, department: departmentOf(Number(match.recipient.postcode)) }));
    },
    async recentRecipients() {
      const { environment } = await settings();
      const [known, { proposals }] = await Promise.all([memories.list(), import('./recipient-memory.ts')]);
      const met = known.filter((memory) => memory.uses > 0 && (environment !== 'production' || memory.recipient.origin !== 'training'));
      // Codes of one site are nobody's guess for another, and those that came back are not given again.
      return met.map((memory) => {
        const [only, other] = proposals(memory, '');
        return { ...memory, ...codesOf(only && !other ? only : noCodes) };
      });
    },
    async lastCodes(siret) {
      const memory = await memories.get(siret);
      return memory && memory.uses > 0 ? memory : null;
    },
    async chooseRecipient(id, recipient, codes) {
      const [{ withBuyer }, chosen] = await Promise.all([import('./drafting.ts'), settings()]);
      if (!isSample({ id }, chosen)) await memories.learn(recipient, null, platform.clock.today());
      return store.update(id, (dossier, undo) => {
        editable(dossier);
        const invoice = { ...withBuyer(dossier.invoice, recipient), ...pickCodes(codes) };
        const change = changed(dossier, undo, { label: '', invoice }, platform.clock.now());
        const traces = { ...dossier.traces };
        // Choosing a guessed SIRET in a list is not confirming it.
        for (const path of ['buyer.name', ...(recipient.siretCertain ? ['buyer.siret'] : [])]) traces[path] = confirmed(traces[path]);
        const former = dossier.invoice.buyer.siret;
        if (former !== recipient.siret) {
          // What was read, and perhaps confirmed, was said of the former recipient.
          if (!recipient.siretCertain) traces['buyer.siret'] = toLookAt;
          if (former !== '') for (const path of codePaths) if (invoice[path] !== '') traces[path] = codes ? confirmed(undefined) : toLookAt;
        }
        return { ...change, dossier: { ...change.dossier, traces } };
      });
    },
  };
}

export const codePaths = ['serviceCode', 'engagementNumber', 'contractNumber'] as const;
export const toLookAt: FieldTrace = { confidence: 'check', page: null, box: null, evidence: [], alternatives: [], confirmed: false };

const noCodes: Codes = { serviceCode: '', engagementNumber: '', contractNumber: '' };

const pickCodes = (codes: Codes | undefined): Partial<Invoice> => (codes ? codesOf(codes) : {});
