import type { Invoice } from '../invoice/model.ts';
import type { Desk, RecipientMemory } from './api.ts';
import type { Bench } from './bench.ts';
import { changed, confirmed, editable } from './history.ts';

type Codes = Pick<RecipientMemory, 'serviceCode' | 'engagementNumber' | 'contractNumber'>;

/** Who pays: searched in the directory, remembered, chosen. */
export function recipientCases(bench: Bench): Pick<Desk, 'searchRecipients' | 'recentRecipients' | 'lastCodes' | 'chooseRecipient'> {
  const { platform, store, memories, directory, profile, settings } = bench;
  return {
    async searchRecipients(query) {
      const [found, chosen, known, met] = await Promise.all([directory(), settings(), profile(), memories.list()]);
      return found.search(query, {
        mode: 'type',
        environment: chosen.environment,
        department: known.seller.address.postcode.slice(0, 2),
        used: met.filter((memory) => memory.uses > 0).map((memory) => memory.recipient.siret),
        limit: 12,
      });
    },
    async recentRecipients() {
      const { environment } = await settings();
      return (await memories.list()).filter((memory) => memory.uses > 0 && (environment !== 'production' || memory.recipient.origin !== 'training'));
    },
    async lastCodes(siret) {
      const memory = await memories.get(siret);
      return memory && memory.uses > 0 ? memory : null;
    },
    async chooseRecipient(id, recipient, codes) {
      const [{ withBuyer }] = await Promise.all([import('./drafting.ts'), memories.learn(recipient, null, platform.clock.today())]);
      return store.update(id, (dossier, undo) => {
        editable(dossier);
        const invoice = { ...withBuyer(dossier.invoice, recipient), ...pickCodes(codes) };
        const change = changed(dossier, undo, { label: '', invoice }, platform.clock.now());
        const traces = { ...dossier.traces };
        // Choosing a guessed SIRET in a list is not confirming it.
        for (const path of ['buyer.name', ...(recipient.siretCertain ? ['buyer.siret'] : [])]) traces[path] = confirmed(traces[path]);
        return { ...change, dossier: { ...change.dossier, traces } };
      });
    },
  };
}

function pickCodes(codes: Codes | undefined): Partial<Invoice> {
  return codes ? { serviceCode: codes.serviceCode, engagementNumber: codes.engagementNumber, contractNumber: codes.contractNumber } : {};
}
