import * as z from 'zod/mini';
import type { Recipient } from '../directory/recipient.ts';
import { withSites } from './store/upgrades.ts';
import { StoredRecipient } from './stored-recipient.ts';

/**
 * What is remembered of a recipient: the codes that worked, for each of its sites (the school and the town hall of one commune have not the same
 * service), and those that came back. Pure; stored under the SIRET, one record a recipient.
 */
const text = z.catch(z.string(), '');
const count = z.catch(z.number(), 0);

/** The codes of one site, as the last invoice that went there carried them. */
const SiteCodes = z.object({
  /** As the user or the paper wrote it; "" when the invoice named none. */
  site: text,
  serviceCode: text,
  engagementNumber: text,
  contractNumber: text,
  /** ISO day of the last invoice, and how many there were. */
  usedOn: text,
  uses: count,
  /** ISO day of the first invoice that carried this very engagement number. */
  since: text,
});
export type SiteCodes = z.infer<typeof SiteCodes>;
export type Codes = Pick<SiteCodes, 'serviceCode' | 'engagementNumber' | 'contractNumber'>;

export const refusable = ['serviceCode', 'engagementNumber'] as const;

/** A code with which an invoice came back: not proposed again, until the user says otherwise (`lifted`). */
const RefusedCode = z.object({
  field: z.enum(refusable),
  code: z.string(),
  /** ISO day. */
  on: text,
  /** The portal's or the agent's own words, "" when there were none. */
  why: text,
  lifted: z.catch(z.boolean(), false),
});
export type RefusedCode = z.infer<typeof RefusedCode>;

const Memory = z.object({
  recipient: StoredRecipient,
  /** Of the last invoice, whatever its site. */
  serviceCode: text,
  engagementNumber: text,
  contractNumber: text,
  /** ISO day of the last use, and how many invoices went there. */
  usedOn: text,
  uses: count,
  sites: z.catch(z.array(SiteCodes), []),
  refused: z.catch(z.array(RefusedCode), []),
});
export type RecipientMemory = z.infer<typeof Memory>;

/** Most sites and refusals kept of one recipient: a département has a hundred colleges, and bills come from one firm. */
const MOST = 40;

/** Any stored value as a memory, or null. Never throws. */
export function restoreRecipientMemory(value: unknown): RecipientMemory | null {
  const result = Memory.safeParse(withSites(value));
  return result.success ? result.data : null;
}

/** « École Jean-Jaurès » and « ecole jean jaures » are one place. */
export function placeKey(site: string): string {
  return site
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** An engagement is the same however it is spaced. */
export const codeKey = (code: string) => code.replace(/\s+/g, '').toUpperCase();

const latestFirst = (a: SiteCodes, b: SiteCodes) => b.usedOn.localeCompare(a.usedOn) || (placeKey(a.site) < placeKey(b.site) ? -1 : 1);

/** The recipient was chosen (`use` null), or an invoice went there with these codes. */
export function remembered(
  former: RecipientMemory | null,
  recipient: Recipient,
  use: (Codes & { site: string }) | null,
  today: string,
): RecipientMemory {
  const base = former ?? { serviceCode: '', engagementNumber: '', contractNumber: '', usedOn: '', uses: 0, sites: [], refused: [] };
  if (!use) return { ...base, recipient };
  const { serviceCode, engagementNumber, contractNumber } = use;
  const codes = { serviceCode, engagementNumber, contractNumber };
  const site = use.site.trim();
  const known = base.sites.find((one) => placeKey(one.site) === placeKey(site));
  const again = base.sites.filter((one) => engagementNumber !== '' && codeKey(one.engagementNumber) === codeKey(engagementNumber));
  const since = again.map((one) => one.since || one.usedOn).sort()[0] ?? today;
  const entry: SiteCodes = { site: site || (known?.site ?? ''), ...codes, usedOn: today, uses: (known?.uses ?? 0) + 1, since };
  return {
    ...base,
    recipient,
    ...codes,
    usedOn: today,
    uses: base.uses + 1,
    sites: [entry, ...base.sites.filter((one) => one !== known)].sort(latestFirst).slice(0, MOST),
  };
}

const sameCode = (a: Pick<RefusedCode, 'field' | 'code'>, b: Pick<RefusedCode, 'field' | 'code'>) =>
  a.field === b.field && codeKey(a.code) === codeKey(b.code);

/** One more code that came back; null when it is known already, whatever the user said of it since. */
export function withRefusal(memory: RecipientMemory, refusal: Omit<RefusedCode, 'lifted'>): RecipientMemory | null {
  if (refusal.code.trim() === '' || memory.refused.some((known) => sameCode(known, refusal))) return null;
  return { ...memory, refused: [{ ...refusal, lifted: false }, ...memory.refused].slice(0, MOST) };
}

/** « Proposer de nouveau ». */
export function lifted(memory: RecipientMemory, refusal: Pick<RefusedCode, 'field' | 'code'>): RecipientMemory {
  return { ...memory, refused: memory.refused.map((known) => (sameCode(known, refusal) ? { ...known, lifted: true } : known)) };
}

/** Why a set of codes is not proposed; null when it may be. */
export function refusalOf(memory: Pick<RecipientMemory, 'refused'>, codes: Codes): RefusedCode | null {
  return (
    memory.refused.find(
      (refusal) => !refusal.lifted && codes[refusal.field] !== '' && sameCode(refusal, { ...refusal, code: codes[refusal.field] }),
    ) ?? null
  );
}

/** What may be proposed « comme la dernière fois »: that site's codes first, then the latest of the others, each set once. */
export function proposals(memory: RecipientMemory, site: string): SiteCodes[] {
  const here = placeKey(site);
  const usable = memory.sites.filter((one) => (one.serviceCode !== '' || one.engagementNumber !== '') && !refusalOf(memory, one));
  const ordered = [...usable].sort((a, b) => Number(placeKey(b.site) === here) - Number(placeKey(a.site) === here) || latestFirst(a, b));
  const seen = new Set<string>();
  return ordered.filter((one) => {
    const key = [placeKey(one.site), one.serviceCode, codeKey(one.engagementNumber), one.contractNumber].join('|');
    return !seen.has(key) && seen.add(key);
  });
}

/** The same recipient as two devices remember it; whoever begins, both end with the same. */
export function mergedMemories(one: RecipientMemory, other: RecipientMemory): RecipientMemory {
  const sites = new Map<string, SiteCodes>();
  for (const site of [...one.sites, ...other.sites]) {
    const known = sites.get(placeKey(site.site));
    sites.set(placeKey(site.site), known ? later(known, site) : site);
  }
  const refused = new Map<string, RefusedCode>();
  for (const refusal of [...one.refused, ...other.refused]) {
    const key = `${refusal.field}|${codeKey(refusal.code)}`;
    const known = refused.get(key);
    if (!known) refused.set(key, refusal);
    else refused.set(key, { ...(JSON.stringify(known) > JSON.stringify(refusal) ? known : refusal), lifted: known.lifted || refusal.lifted });
  }
  return {
    ...later(one, other),
    sites: [...sites.values()].sort(latestFirst).slice(0, MOST),
    refused: [...refused].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, refusal]) => refusal),
  };
}

function later<T extends { usedOn: string; uses: number }>(one: T, other: T): T {
  const order = one.usedOn.localeCompare(other.usedOn) || one.uses - other.uses || (JSON.stringify(one) > JSON.stringify(other) ? 1 : -1);
  return order >= 0 ? one : other;
}
