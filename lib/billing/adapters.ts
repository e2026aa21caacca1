import type { Adapter } from './adapter.ts';
import { dolibarr } from './dolibarr/adapter.ts';
import { odoo } from './odoo/adapter.ts';

export const adapters: readonly Adapter[] = [dolibarr, odoo];
