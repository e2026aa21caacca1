import type { DeliveryNote } from './delivery-note.ts';
import { type Codes, placeKey, proposals, type RecipientMemory } from './recipient-memory.ts';

/** Notes that one invoice may bill: of one buyer, under one service and one engagement, which is all that an invoice can carry. */
export interface BillingGroup {
  notes: DeliveryNote[];
  codes: Codes;
}

const keyOf = ({ serviceCode, engagementNumber }: Codes) => `${serviceCode}|${engagementNumber}`;

/** What the note's own place asks for, as the last invoice that went there carried it; null while no invoice named that place. */
function codesAt(note: DeliveryNote, memory: RecipientMemory | null): Codes | null {
  if (!memory || note.site.trim() === '') return null;
  return proposals(memory, note.site).find(({ site }) => placeKey(site) === placeKey(note.site)) ?? null;
}

/** The codes that these notes carry themselves, the latest first. */
function ownCodes(notes: readonly DeliveryNote[]): Codes {
  const latest = [...notes].sort((a, b) => b.date.localeCompare(a.date) || b.createdAt - a.createdAt);
  const code = (name: keyof Codes) => latest.find((note) => note[name] !== '')?.[name] ?? '';
  return { serviceCode: code('serviceCode'), engagementNumber: code('engagementNumber'), contractNumber: code('contractNumber') };
}

/**
 * The notes as invoices to be: the school and the town hall of one commune share a SIRET and not a service, and an invoice for both comes back. A place that
 * no invoice named yet goes with the codes its notes were given.
 */
export function billingGroups(notes: readonly DeliveryNote[], memoryOf: (siret: string) => RecipientMemory | null): BillingGroup[] {
  const buyers = new Map<string, DeliveryNote[]>();
  for (const note of notes) {
    const key = note.buyer.siret || note.buyer.name;
    buyers.set(key, [...(buyers.get(key) ?? []), note]);
  }
  return [...buyers.values()].flatMap((ofBuyer) => {
    const memory = memoryOf(ofBuyer[0]?.buyer.siret ?? '');
    const groups = new Map<string, BillingGroup>();
    const others: DeliveryNote[] = [];
    for (const note of ofBuyer) {
      const codes = codesAt(note, memory);
      if (!codes) {
        others.push(note);
        continue;
      }
      const { serviceCode, engagementNumber, contractNumber } = codes;
      const group = groups.get(keyOf(codes)) ?? { notes: [], codes: { serviceCode, engagementNumber, contractNumber } };
      group.notes.push(note);
      groups.set(keyOf(codes), group);
    }
    if (others.length > 0) {
      const codes = ownCodes(others);
      const same = groups.get(keyOf(codes));
      if (same) same.notes.push(...others);
      else groups.set(keyOf(codes), { notes: others, codes });
    }
    return [...groups.values()];
  });
}
