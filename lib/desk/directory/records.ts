import * as z from 'zod/mini';
import { type DirectoryManifest, manifestFrom } from '../../directory/manifest.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { type FaultCode, faultCodeOf } from '../../invoice/fault.ts';
import { environments } from '../../portal/environment.ts';
import { StoredRecipient } from '../stored-recipient.ts';

const text = z.catch(z.string(), '');
const moment = z.catch(z.number(), 0);

/** The version of the directory in use, when it is not the one that ships. */
export interface Held {
  /** Its key on the shelf. */
  version: string;
  manifest: DirectoryManifest;
  /** From a published address, or built here from files that the user gave. */
  origin: 'address' | 'files';
  /** Where it came from, with its last slash; "" for files. */
  address: string;
  /** Milliseconds. */
  installedAt: number;
}

const StoredHeld = z.object({
  version: z.string(),
  manifest: z.instanceof(Uint8Array),
  origin: z.enum(['address', 'files']),
  address: text,
  installedAt: moment,
});

export function heldRecord({ manifest, ...held }: Held): z.infer<typeof StoredHeld> {
  return { ...held, manifest: new TextEncoder().encode(JSON.stringify(manifest)) };
}

/** Null for nothing, and for what cannot be understood: the directory that ships then serves. */
export function restoreHeld(value: unknown): Held | null {
  const read = StoredHeld.safeParse(value);
  if (!read.success) return null;
  try {
    return { ...read.data, manifest: manifestFrom(read.data.manifest) };
  } catch {
    return null;
  }
}

/** What is known of the address that is followed. Times in milliseconds, 0 for never. */
export interface Watch {
  /** The user's choice, with its last slash; "" for the app's own. */
  address: string;
  /** Of the last manifest understood. */
  etag: string;
  /** Last time the address answered with something right. */
  checkedAt: number;
  triedAt: number;
  /** Since the last success. */
  failures: number;
  /** What the last try met; "" when it went well. */
  fault: FaultCode | '';
  /** Why what was published was not taken. */
  refused: '' | 'older' | 'broken';
  /** Bytes of an update put off because the connection is counted; 0 when none is. */
  heavy: number;
  /** The user went back to what ships: nothing is fetched until he asks again. */
  paused: boolean;
}

const StoredWatch = z.object({
  address: text,
  etag: text,
  checkedAt: moment,
  triedAt: moment,
  failures: moment,
  fault: text,
  refused: z.catch(z.enum(['', 'older', 'broken']), ''),
  heavy: moment,
  paused: z.catch(z.boolean(), false),
});

export function restoreWatch(value: unknown): Watch {
  const { fault, ...rest } = StoredWatch.parse(typeof value === 'object' && value !== null ? value : {});
  return { ...rest, fault: fault === '' ? '' : faultCodeOf(fault, 'unknown') };
}

/** What the user let this device ask of others: null until he was asked. */
export const Choices = z.object({
  /** Words of a search sent to the State's public directory of businesses. */
  business: z.catch(z.nullable(z.boolean()), null),
  /** A chosen recipient asked of Chorus Pro without being told each time. */
  refresh: z.catch(z.boolean(), false),
});
export type Choices = z.infer<typeof Choices>;

export function restoreChoices(value: unknown): Choices {
  return Choices.parse(typeof value === 'object' && value !== null ? value : {});
}

/** With what only a source of the day may say of it. */
const ToldRecipient = z.extend(StoredRecipient, {
  active: z.optional(z.boolean()),
  successor: z.optional(z.string()),
  main: z.optional(z.boolean()),
  worksOnly: z.optional(z.boolean()),
});

/** What the portal itself said of one structure. */
const Live = z.object({ environment: z.enum(environments), siret: z.string(), at: z.number(), day: z.string(), recipient: ToldRecipient });
export interface Live extends z.infer<typeof Live> {
  recipient: Recipient;
}

export function restoreLive(value: unknown): Live | null {
  const read = Live.safeParse(value);
  return read.success ? read.data : null;
}

/** An answer of the business directory, kept for a week. */
const Asked = z.object({ at: z.number(), hits: z.array(ToldRecipient) });
export interface Asked extends z.infer<typeof Asked> {
  hits: Recipient[];
}

export function restoreAsked(value: unknown): Asked | null {
  const read = Asked.safeParse(value);
  return read.success ? read.data : null;
}
