import * as z from 'zod/mini';
import { Party } from '../invoice/model.ts';
import { environments } from '../portal/environment.ts';
import { routes } from './dossier.ts';

const text = z.catch(z.string(), '');

/** The seller as the user described it, or as his first invoice taught us. */
export const Profile = z.object({
  seller: Party,
  /** "franchise": no VAT, article 293 B (CIBS L.223-1 s. since 2026-09-01). */
  vatRegime: z.catch(z.enum(['', 'franchise', 'normal']), ''),
  iban: text,
  bic: text,
  /** Last invoice number used, to propose the next one. */
  lastNumber: text,
});
export type Profile = z.infer<typeof Profile>;

export const Settings = z.object({
  environment: z.catch(z.enum(environments), 'training'),
  /** Base address of the relay; '' = this site. */
  relay: text,
  /** Addresses of the environment « autre ». */
  other: z.catch(z.object({ token: text, api: text }), { token: '', api: '' }),
  route: z.catch(z.enum(routes), 'pdf'),
  theme: z.catch(z.enum(['auto', 'light', 'dark']), 'auto'),
  bigType: z.catch(z.boolean(), false),
  /** The camera takes the picture by itself when the page is held still. */
  autoShot: z.catch(z.boolean(), true),
  notifications: z.catch(z.boolean(), false),
  /** Minutes without use after which keys under a passphrase lock themselves. */
  lockAfter: z.catch(z.union([z.literal(5), z.literal(15), z.literal(60)]), 15),
  /** ISO day on which the announcement of the technical password's end was put aside: it comes back the day after. */
  expirySeenOn: text,
  /** Origins of training portals that the user set up ("http://localhost:4173"): the extension takes their pages for practice pages, and no others. */
  practice: z.catch(z.array(z.string()), []),
  /** The sample invoice that the tour follows to its payment, by id; "" before the tour. */
  tour: text,
  /** The tour was left, or came to its end: it is taken up again from the help. */
  tourLeft: z.catch(z.boolean(), false),
});
export type Settings = z.infer<typeof Settings>;

const emptyParty = { name: '', tradingName: '', siret: '', vatIdentifier: '', legalMention: '', address: {}, email: '', phone: '' };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function restoreProfile(value: unknown): Profile {
  const source = isRecord(value) ? value : {};
  const seller = isRecord(source.seller) ? source.seller : {};
  return Profile.parse({ ...source, seller: { ...emptyParty, ...seller, address: isRecord(seller.address) ? seller.address : {} } });
}

export function restoreSettings(value: unknown): Settings {
  return Settings.parse(isRecord(value) ? value : {});
}
