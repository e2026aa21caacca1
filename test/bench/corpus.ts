import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixturesDirectory, makeFixtures } from '../fixtures/make.ts';
import { sharedData } from './shared.ts';

/** One picture or PDF whose content is known. Fields that its truth does not tell are not counted. */
export interface Sample {
  /** Row of the table it belongs to. */
  group: string;
  file: string;
  fields: Record<string, string | null>;
  lines: { name: string; quantity: string; netAmount: string }[];
  /** Of a development picture: its kind, every line printed on it, the corners of its page in a photograph. */
  picture?: { kind: string; text: string[]; corners: [number, number][] | null };
}

export const sharedPhotos = join(sharedData, 'photos');
export const sharedInvoices = join(sharedData, 'einvoices', 'pdf');

/** The project's own twelve invoices, made on demand. */
export async function ownSamples(kinds: readonly string[]): Promise<Sample[]> {
  const truth = await makeFixtures();
  return truth.flatMap((entry) =>
    entry.files
      .filter((file) => kinds.includes(file.kind))
      .map((file) => ({ group: `propres, ${file.kind}`, file: join(fixturesDirectory, file.file), fields: entry.fields, lines: entry.lines })),
  );
}

interface PhotoTruth {
  id: string;
  fields: Record<string, string>;
  text: string[];
  files: { file: string; kind: string; corners: [number, number][] | null }[];
}

/** How hard each kind of development picture is, as its README says. */
const difficulty: Readonly<Record<string, string>> = {
  pdf: 'nette et numérisée',
  scan: 'nette et numérisée',
  A: 'photo facile',
  Z: 'photo facile',
  B: 'photo moyenne',
  K: 'photo moyenne',
  E: 'photo moyenne',
  T90: 'photo moyenne',
  T180: 'photo moyenne',
  C: 'photo difficile',
};

/** Invoices whose pictures nobody looked at while rules were written; only their final figure counts. */
export const heldOut = (id: string) => Number(id.slice(3)) >= 7;

/** Development pictures of the shared data, none when it is absent. */
export function sharedSamples(kinds: readonly string[] | null, which: 'seen' | 'held-out' | 'both'): Sample[] {
  const file = join(sharedPhotos, 'truth.json');
  if (!existsSync(file)) return [];
  const truth: PhotoTruth[] = JSON.parse(readFileSync(file, 'utf8'));
  return truth
    .filter((entry) => which === 'both' || heldOut(entry.id) === (which === 'held-out'))
    .flatMap((entry) =>
      entry.files
        .filter((one) => kinds === null || kinds.includes(one.kind))
        .map((one) => ({
          group: `${heldOut(entry.id) ? 'réservées' : 'connues'}, ${difficulty[one.kind] ?? one.kind}`,
          file: join(sharedPhotos, one.file),
          fields: entry.fields,
          lines: [],
          picture: { kind: one.kind, text: entry.text, corners: one.corners },
        })),
    );
}

/** PDF samples that carry an invoice as data. */
export function embeddedSamples(): string[] {
  return existsSync(sharedInvoices)
    ? readdirSync(sharedInvoices)
        .filter((name) => name.endsWith('.pdf'))
        .map((name) => join(sharedInvoices, name))
    : [];
}
