import type { SellerPaper } from './paper.ts';

/** What extraction may know beside the page. Everything here is optional: the first invoice of a new user is read without any of it. */
export interface ExtractOptions {
  /** The user himself, from his profile: he is the seller. */
  profile?: { siret?: string; name?: string; vatIdentifier?: string; iban?: string; bic?: string };
  /** Public bodies that a text names (a SIRET, a SIREN or a name), best first. */
  knownBuyers?: (text: string) => readonly { siret: string; name: string }[];
  /** Papers of sellers met before: the one whose numbers stand on the page tells where its fields are. */
  papers?: readonly SellerPaper[];
  /** Today, ISO: an issue date in the future loses confidence. */
  today?: string;
}
