import { readFileSync } from 'node:fs';
import { adviserWith } from '../../../lib/extraction/doubts.ts';
import { extract } from '../../../lib/extraction/index.ts';
import type { ExtractOptions } from '../../../lib/extraction/options.ts';
import { learnPaper, type SellerPaper } from '../../../lib/extraction/paper.ts';
import type { Extraction } from '../../../lib/extraction/result.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { readPicture } from '../../../lib/reading/picture.ts';
import { type Hardness, makeVaried } from '../../fixtures/varied/make.ts';
import type { Sample } from '../corpus.ts';
import { nodeRecogniser, nodeScanner } from '../node-reader.ts';
import { nodeSecondReader } from '../node-second.ts';
import type { Given } from '../score.ts';

/** Sellers drawn by chance that nobody looks at (`test/fixtures/varied`), and what each may be asked. */
const GATE = [100, 101, 102, 103, 104, 105];

type Read = (file: string, known: ExtractOptions) => Promise<Reading>;

/** The shipped reader in node, with its second look and the second reader. */
export async function openNodeReader(): Promise<{ read: Read; end(): Promise<void> }> {
  const recogniser = await nodeRecogniser();
  const second = await nodeSecondReader();
  const scanner = nodeScanner();
  return {
    async read(file, known) {
      const source = { bytes: readFileSync(file), type: '' };
      const { page, notices } = await readPicture(source, scanner, recogniser, {
        images: false,
        adviser: adviserWith(known),
        second: async () => second,
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

/** What the first reader alone gave: the second's readings stand apart. */
export function alone(reading: Reading): Reading {
  return { ...reading, pages: reading.pages.map(({ second: _, ...page }) => page) };
}

interface Pair {
  sample: Sample;
  given: Given;
}

/** First invoices of unknown sellers, then second ones of sellers whose first was put right; each as the first reader gives it, then as both do (`helped`). */
export async function readGenerated(): Promise<{ results: Pair[]; helped: Pair[] }> {
  const reader = await openNodeReader();
  const results: Pair[] = [];
  const helped: Pair[] = [];
  const all = async (order: number, prefix: string, known: ExtractOptions) => {
    for (const { file, kind, truth } of await makeVaried(GATE, [order], ['easy', 'medium', 'hard'])) {
      const began = performance.now();
      const reading = await reader.read(file, known);
      const ms = Math.round(performance.now() - began);
      const add = (list: Pair[], group: string, { fields, lines }: Extraction) =>
        list.push({ sample: { group, file, fields: truth.fields, lines: truth.lines }, given: { ms, fields, lines, error: null } });
      add(results, `${prefix}, ${groups[kind]}`, extract(alone(reading), known));
      add(helped, `${prefix}, ${groups[kind]}, second lecteur`, extract(reading, known));
    }
  };
  try {
    await all(0, 'tirées au sort', {});
    await all(1, 'deuxième facture d’un vendeur', { papers: await papersOf(GATE, async (file, known) => alone(await reader.read(file, known))) });
  } finally {
    await reader.end();
  }
  return { results, helped };
}
