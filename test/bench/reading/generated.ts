import { readFileSync } from 'node:fs';
import { adviserWith } from '../../../lib/extraction/doubts.ts';
import { extract } from '../../../lib/extraction/index.ts';
import type { ExtractOptions } from '../../../lib/extraction/options.ts';
import { learnPaper, type SellerPaper } from '../../../lib/extraction/paper.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { readPicture } from '../../../lib/reading/picture.ts';
import { type Hardness, makeVaried } from '../../fixtures/varied/make.ts';
import type { Sample } from '../corpus.ts';
import { nodeRecogniser, nodeScanner } from '../node-reader.ts';
import type { Given } from '../score.ts';

/** Sellers drawn by chance that nobody looks at (`test/fixtures/varied`), and what each may be asked. */
const GATE = [100, 101, 102, 103, 104, 105];

type Read = (file: string, known: ExtractOptions) => Promise<Reading>;

/** The shipped reader in node, with its second look and the strip reader. */
export async function openNodeReader(): Promise<{ read: Read; end(): Promise<void> }> {
  const recogniser = await nodeRecogniser();
  const scanner = nodeScanner();
  return {
    async read(file, known) {
      const source = { bytes: readFileSync(file), type: '' };
      const { page, notices } = await readPicture(source, scanner, recogniser, {
        images: false,
        adviser: adviserWith(known),
      });
      return { source: 'ocr', pages: [page], pageCount: 1, embedded: null, notices };
    },
    end: () => recogniser.end(),
  };
}

/** What each seller's first invoice, photographed neither well nor badly, teaches once its fields were put right. */
export async function papersOf(seeds: readonly number[], read: Read): Promise<SellerPaper[]> {
  const papers: SellerPaper[] = [];
  for (const { file, truth } of await makeVaried(seeds, [0], ['medium'])) {
    const { pages } = await read(file, {});
    const { fields } = truth;
    const values = Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
    const about = {
      siret: fields.sellerSiret,
      name: fields.sellerName,
      vatIdentifier: fields.sellerVat ?? '',
      iban: fields.iban ?? '',
      bic: fields.bic ?? '',
      usedOn: fields.issueDate,
      buyer: { siret: fields.buyerSiret, name: fields.buyerName },
    };
    papers.push(learnPaper(null, pages, values, about));
  }
  return papers;
}

const groups: Record<Hardness, string> = { easy: 'photo facile', medium: 'photo moyenne', hard: 'photo difficile', harsh: 'photo malmenée' };

interface Pair {
  sample: Sample;
  given: Given;
}

/** First invoices of unknown sellers, then second ones of sellers whose first was put right. */
export async function readGenerated(): Promise<Pair[]> {
  const reader = await openNodeReader();
  const results: Pair[] = [];
  const all = async (order: number, prefix: string, known: ExtractOptions) => {
    for (const { file, kind, truth } of await makeVaried(GATE, [order], ['easy', 'medium', 'hard'])) {
      const began = performance.now();
      const reading = await reader.read(file, known);
      const ms = Math.round(performance.now() - began);
      const { fields, lines } = extract(reading, known);
      const sample = { group: `${prefix}, ${groups[kind]}`, file, fields: truth.fields, lines: truth.lines };
      results.push({ sample, given: { ms, fields, lines, error: null } });
    }
  };
  try {
    await all(0, 'tirées au sort', {});
    await all(1, 'deuxième facture d’un vendeur', { papers: await papersOf(GATE, reader.read) });
  } finally {
    await reader.end();
  }
  return results;
}
