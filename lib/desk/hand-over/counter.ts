import { Fault } from '../../invoice/fault.ts';
import { MOST_BYTES } from '../../platform/hand-over.ts';
import type { Backups } from '../api-backups.ts';
import { LINEAGE, restoreLineage } from '../backup/lineage.ts';
import type { Bench } from '../bench.ts';
import type { Dossier } from '../dossier.ts';
import { hasLeft, type Offer, offerOf } from './offer.ts';

/** Where invoices pass between the two sides: the same on both. Nothing but one-invoice files goes in or out (`backup.ts`), so that a merge loses nothing. */
export interface Counter {
  /** Invoices alive here; drafts being read, or that say nothing yet, left out. */
  offers(): Promise<Offer[]>;
  /** The user wants this one on the other side: its offer says so until it was given. */
  want(id: string): void;
  /** The one-invoice file. Fault 'app-too-big': it goes by its file instead. */
  give(id: string): Promise<Uint8Array>;
  /** Merges a one-invoice file; `expected`: of that invoice alone. Fault 'backup-broken' for anything else. Gives its id. */
  take(bytes: unknown, expected?: string): Promise<string>;
  /**
   * Invoices known to another side that have gone to the portal, latest first, without their papers: small enough to be left for it while it is closed.
   * `shared`: of these alone.
   */
  letters(shared?: readonly string[]): Promise<Letter[]>;
}

/** `bytes` in base64, since it waits in a store of plain data. */
export interface Letter {
  id: string;
  bytes: string;
}

const MOST_LETTERS = 40;
const NEWS_FOR_MS = 60 * 86_400_000;

export function openCounter(bench: Bench, backups: Backups): Counter {
  const { store, platform } = bench;
  const wanted = new Set<string>();
  /** Letters written before, by id: asked for after each change, few of them change. */
  const written = new Map<string, Letter & { revision: number }>();
  return {
    want(id) {
      wanted.add(id);
    },
    async offers() {
      return (await bench.alive())
        .filter((dossier) => dossier.reading !== 'waiting' && !isBlank(dossier))
        .map((dossier) => offerOf(dossier, wanted.has(dossier.id)));
    },
    async give(id) {
      const { blob } = await backups.writeInvoice(id);
      if (blob.size > MOST_BYTES) throw new Fault('app-too-big', `${blob.size} bytes`);
      wanted.delete(id);
      return new Uint8Array(await blob.arrayBuffer());
    },
    async take(bytes, expected) {
      if (!(bytes instanceof Uint8Array) || bytes.length > MOST_BYTES) throw new Fault('backup-broken', 'no file');
      const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
      if ((await backups.formOf(file)) !== 'open') throw new Fault('backup-broken', 'not open');
      const opened = await backups.open(file);
      if (opened.kind !== 'invoice' || opened.id === '') throw new Fault('backup-broken', opened.kind);
      if (expected !== undefined && opened.id !== expected) throw new Fault('backup-broken', 'another invoice');
      await opened.restore();
      return opened.id;
    },
    async letters(shared) {
      const lineage = restoreLineage(await store.value(LINEAGE));
      const since = platform.clock.now() - NEWS_FOR_MS;
      const known = (id: string) => Object.hasOwn(lineage, id) && (shared === undefined || shared.includes(id));
      const news = (await store.list()).filter(({ id, stage, updatedAt }) => hasLeft(stage.state) && updatedAt > since && known(id));
      const letters: Letter[] = [];
      for (const { id, revision } of news.slice(0, MOST_LETTERS)) {
        let letter = written.get(id);
        if (letter?.revision !== revision) {
          const { blob } = await backups.writeInvoice(id, { papers: false });
          letter = { id, revision, bytes: base64Of(new Uint8Array(await blob.arrayBuffer())) };
          written.set(id, letter);
        }
        letters.push({ id, bytes: letter.bytes });
      }
      return letters;
    },
  };
}

function isBlank({ invoice, files, stage }: Dossier): boolean {
  return stage.state === 'draft' && files.length === 0 && invoice.buyer.name === '' && Number(invoice.totals.gross) === 0;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Null for what is no base64. */
export function bytesOfLetter(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
