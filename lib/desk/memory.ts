import * as z from 'zod/mini';
import { type Recipient, recipientKinds } from '../directory/recipient.ts';
import { requirements } from '../invoice/requirement.ts';
import type { RecipientMemory } from './api.ts';
import type { Store } from './store/store.ts';

const text = z.catch(z.string(), '');

const StoredRecipient = z.object({
  siret: z.string(),
  siren: text,
  name: text,
  town: text,
  postcode: text,
  kind: z.catch(z.enum(recipientKinds), 'other'),
  requires: z.catch(z.enum(requirements), 'unknown'),
  services: z.catch(
    z.array(z.object({ code: z.string(), name: text, active: z.catch(z.boolean(), true), requiresEngagement: z.catch(z.boolean(), false) })),
    [],
  ),
  siretCertain: z.catch(z.boolean(), true),
  origin: z.catch(z.enum(['official', 'open', 'training', 'user']), 'user'),
});

const Memory = z.object({
  recipient: StoredRecipient,
  serviceCode: text,
  engagementNumber: text,
  contractNumber: text,
  usedOn: text,
  uses: z.catch(z.number(), 0),
});

export function restoreRecipientMemory(value: unknown): RecipientMemory | null {
  const result = Memory.safeParse(value);
  return result.success ? result.data : null;
}

/** Recipients met before and the codes that worked, so that nobody searches twice. */
export class RecipientMemories {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Most used first, then most recent. */
  async list(): Promise<RecipientMemory[]> {
    const memories = (await this.#store.recipients()).map(restoreRecipientMemory).filter((memory) => memory !== null);
    return memories.sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.uses - a.uses);
  }

  async get(siret: string): Promise<RecipientMemory | null> {
    return restoreRecipientMemory(await this.#store.recipient(siret));
  }

  /** A choice or a successful deposit: the recipient is kept, its codes when given. */
  async learn(
    recipient: Recipient,
    codes: Pick<RecipientMemory, 'serviceCode' | 'engagementNumber' | 'contractNumber'> | null,
    today: string,
  ): Promise<void> {
    const former = await this.get(recipient.siret);
    const known = codes ?? {
      serviceCode: former?.serviceCode ?? '',
      engagementNumber: former?.engagementNumber ?? '',
      contractNumber: former?.contractNumber ?? '',
    };
    const { serviceCode, engagementNumber, contractNumber } = known;
    await this.#store.saveRecipient({
      siret: recipient.siret,
      recipient,
      serviceCode,
      engagementNumber,
      contractNumber,
      usedOn: codes ? today : (former?.usedOn ?? ''),
      uses: (former?.uses ?? 0) + (codes ? 1 : 0),
    });
  }
}
