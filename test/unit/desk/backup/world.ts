import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { type Dossier, restoreDossier } from '../../../../lib/desk/dossier.ts';
import { bakerInvoice } from '../../invoice/baker.ts';

export function dossierOf(id: string, more: Partial<Dossier> = {}): Dossier {
  const blank = restoreDossier({ id, createdAt: 1, updatedAt: 1, invoice: bakerInvoice() });
  if (!blank) throw new Error('not restored');
  return { ...blank, ...more };
}

export function withNumber(dossier: Dossier, invoiceNumber: string): Dossier {
  return { ...dossier, invoice: { ...dossier.invoice, invoiceNumber } };
}

export function deposited(id: number, more: Partial<Extract<Dossier['stage'], { state: 'deposited' }>> = {}): Dossier['stage'] {
  return {
    state: 'deposited',
    identifiantFactureCPP: id,
    numeroFacture: '',
    depositedAt: '2026-11-20',
    certificate: '',
    status: 'DEPOSEE',
    statusAt: '2026-11-20 10:00',
    numeroFluxDepot: '',
    refreshedAt: 0,
    ...more,
  };
}

/** A file of a dossier and its bytes. */
export function paper(id: string, size = 900): { reference: Dossier['files'][number]; bytes: Uint8Array } {
  const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31 + id.length * 7) & 0xff);
  return { reference: { id, name: `${id}.jpg`, type: 'image/jpeg', size, role: 'source', page: 0, width: 0, height: 0 }, bytes };
}

/** Every store of a database, byte for byte, in one text. */
export async function photographOf(name: string): Promise<string> {
  const database = await openDB(name);
  const stores: Record<string, unknown> = {};
  for (const store of [...database.objectStoreNames].sort()) stores[store] = [await database.getAllKeys(store), await database.getAll(store)];
  database.close();
  return JSON.stringify(stores, (_, value) => (value instanceof Uint8Array ? `bytes ${[...value].join(' ')}` : value));
}
