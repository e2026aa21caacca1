import type { Recipient } from '../directory/recipient.ts';
import type { Invoice } from '../invoice/model.ts';
import type { Codes, RecipientMemory, RefusedCode } from './recipient-memory.ts';
import type { Store } from './store/store.ts';

/** Where the invoice says that it was delivered: what tells the sites of one recipient apart. */
export function siteOf({ delivery }: Pick<Invoice, 'delivery'>): string {
  return delivery.name.trim() || delivery.address.line1.trim();
}

/** The schemas come with the first question: the first screen asks none. */
const pure = () => import('./recipient-memory.ts');

/** Recipients met before and the codes that worked, so that nobody searches twice. */
export class RecipientMemories {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Most recent first, then most used. */
  async list(): Promise<RecipientMemory[]> {
    const { restoreRecipientMemory } = await pure();
    const memories = (await this.#store.recipients()).map(restoreRecipientMemory).filter((memory) => memory !== null);
    return memories.sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.uses - a.uses);
  }

  async get(siret: string): Promise<RecipientMemory | null> {
    const { restoreRecipientMemory } = await pure();
    return restoreRecipientMemory(await this.#store.recipient(siret));
  }

  /** A choice (`invoice` null), or an invoice on its way: the recipient is kept, the codes under the site of the delivery. */
  async learn(recipient: Recipient, invoice: (Codes & Pick<Invoice, 'delivery'>) | null, today: string): Promise<void> {
    const former = await this.get(recipient.siret);
    const { remembered } = await pure();
    const use = invoice && { ...codesOf(invoice), site: siteOf(invoice) };
    await this.keep(remembered(former, recipient, use, today));
  }

  /** Codes with which an invoice came back. Without a memory of the recipient there is nothing to propose, and nothing to refuse. */
  async refuse(siret: string, refusals: readonly Omit<RefusedCode, 'lifted'>[]): Promise<void> {
    const former = await this.get(siret);
    if (!former) return;
    const { withRefusal } = await pure();
    const next = refusals.reduce<RecipientMemory>((memory, refusal) => withRefusal(memory, refusal) ?? memory, former);
    if (next !== former) await this.keep(next);
  }

  async proposeAgain(siret: string, refusal: Pick<RefusedCode, 'field' | 'code'>): Promise<void> {
    const former = await this.get(siret);
    if (former) await this.keep((await pure()).lifted(former, refusal));
  }

  async keep(memory: RecipientMemory): Promise<void> {
    await this.#store.saveRecipient({ ...memory, siret: memory.recipient.siret });
  }

  async forget(siret: string): Promise<void> {
    await this.#store.dropRecipient(siret);
  }
}

export function codesOf({ serviceCode, engagementNumber, contractNumber }: Codes): Codes {
  return { serviceCode, engagementNumber, contractNumber };
}
