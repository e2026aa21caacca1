import type { Environment } from '../portal/environment.ts';
import type { Glimpse } from './glimpse.ts';
import type { Lateness } from './lateness.ts';

/** What the store holds as a list shows it, read before the desk is there. */
export interface FirstLook {
  /** Neither deleted nor orders, last changed first: all that are alive, and the latest past ones as far as there is room. */
  dossiers: readonly Glimpse[];
  /** How many are past, those above included. */
  past: number;
  /** Of those deposited and alive, by id. */
  lateness: ReadonlyMap<string, Lateness>;
  environment: Environment;
  /** How many companies invoices are made for. */
  companies: number;
}
