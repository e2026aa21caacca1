import { describe, expect, it } from 'vitest';
import { type Dossier, type FileReference, restoreDossier } from '../../../lib/desk/dossier.ts';
import { joinedDocuments, papersOf } from '../../../lib/desk/paper.ts';
import { leftOut } from '../../../lib/desk/too-heavy.ts';
import { restoreWords, wordsFile } from '../../../lib/desk/words.ts';
import { textShows } from '../../../lib/reading/agreement.ts';
import type { Page } from '../../../lib/reading/document.ts';
import { bakerInvoice } from '../invoice/baker.ts';

const invoice = bakerInvoice();
const says = `Facture ${invoice.invoiceNumber} du 20/11/2026 Total ${invoice.totals.gross.replace('.', ',')} €`;
const bytes = (text: string) => new TextEncoder().encode(text);

/** A page on which each word of the text was read. */
function page(number: number, text: string): Page {
  const words = text.split(' ').map((word, index) => ({ text: word, box: { x: index * 50, y: 10, width: 40, height: 12 }, confidence: 90 }));
  const lines = words.length > 0 && text ? [{ words, box: { x: 0, y: 10, width: 500, height: 12 } }] : [];
  return { number, width: 1000, height: 1400, source: 'ocr', lines, quad: null, confidence: 90, image: null };
}

/** A dossier with these files, and the shelf where their bytes are. */
function dossierOf(
  files: readonly { role: FileReference['role']; type: string; name?: string; page?: number; content?: Uint8Array }[],
  more: Partial<Dossier> = {},
) {
  const shelf = new Map<string, Uint8Array>();
  const references = files.map(({ role, type, name = '', page: number = 0, content = bytes(`${role}-${number}`) }, index) => {
    shelf.set(`f${index}`, content);
    return { id: `f${index}`, name, type, size: content.length, role, page: number, width: 1000, height: 1400 };
  });
  const dossier = restoreDossier({
    id: 'd',
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
    deletedAt: 0,
    invoice,
    files: references,
    readBy: 'ocr',
    ...more,
  });
  if (!dossier) throw new Error('no dossier');
  return { dossier, store: { file: async (id: string) => shelf.get(id) ?? null } };
}

const words = (...texts: string[]) => {
  const file = wordsFile(texts.map((text, index) => page(index + 1, text)));
  return { role: 'words' as const, type: 'application/json', content: file?.bytes ?? bytes('[]') };
};
const photo = { role: 'source', type: 'image/jpeg', name: 'photo.jpg' } as const;
const flat = (number: number) => ({ role: 'page', type: 'image/jpeg', page: number }) as const;
const pdf = { role: 'source', type: 'application/pdf', name: 'Ma facture.pdf', content: bytes('%PDF-own') } as const;
const note = { role: 'attachment', type: 'application/pdf', name: 'Bon de livraison.pdf', content: bytes('%PDF-note') } as const;
const stages = { photograph: async (pages: readonly Uint8Array[]) => bytes(`%PDF-light-${pages.length}`) };

describe('what the Factur-X is made around', () => {
  it('is the user’s own PDF when it says the number and the total', async () => {
    const { dossier, store } = dossierOf([pdf, flat(1), words(says), note], { readBy: 'text-layer' });
    const papers = await papersOf(dossier, invoice, store, stages);
    expect(papers.page?.pdf).toEqual(pdf.content);
    expect(papers.page?.pages[0]?.words.map((word) => word.text)).toContain(invoice.invoiceNumber);
    expect(papers.supporting.map(({ name }) => name)).toEqual(['Bon-de-livraison.pdf']);
    expect(papers.notices).toEqual([]);
  });

  it('is the photographed pages, in order, each with its words', async () => {
    const { dossier, store } = dossierOf([photo, photo, flat(2), flat(1), words('Facture', says)]);
    const papers = await papersOf(dossier, invoice, store, stages);
    expect(papers.page?.pdf).toBeNull();
    expect(papers.page?.pages.map(({ jpeg }) => new TextDecoder().decode(jpeg))).toEqual(['page-1', 'page-2']);
    expect(papers.page?.pages[0]?.words).toEqual([{ text: 'Facture', box: { x: 0, y: 10, width: 40, height: 12 } }]);
    expect(papers.supporting).toEqual([]);
  });

  it('is drawn anew, the paper joined and the user told, once a correction makes the paper say something else', async () => {
    const changed = { ...invoice, invoiceNumber: 'F2026-999' };
    const { dossier, store } = dossierOf([photo, flat(1), words(says), note]);
    const papers = await papersOf(dossier, changed, store, stages);
    expect(papers.page).toBeNull();
    expect(papers.notices).toEqual(['page-drawn']);
    expect(papers.supporting.map(({ name }) => name)).toEqual(['facture-F2026-999-papier.pdf', 'Bon-de-livraison.pdf']);
    const own = dossierOf([pdf, flat(1), words(says)], { readBy: 'text-layer' });
    expect(await papersOf(own.dossier, { ...invoice, totals: { ...invoice.totals, gross: '1.00' } }, own.store, stages)).toMatchObject({
      page: null,
      supporting: [{ name: 'Ma-facture.pdf' }],
      notices: ['page-drawn'],
    });
  });

  it('is the PDF of an e-invoice that holds no word, read from its data alone', async () => {
    const { dossier, store } = dossierOf([pdf, flat(1)], { readBy: 'embedded-xml' });
    expect((await papersOf(dossier, invoice, store, stages)).page?.pdf).toEqual(pdf.content);
    const scan = dossierOf([pdf, flat(1)]);
    expect((await papersOf(scan.dossier, invoice, scan.store, stages)).page).toBeNull();
  });

  it('is drawn, and nothing is said, when there never was a paper', async () => {
    const { dossier, store } = dossierOf([note], { readBy: '' });
    expect(await papersOf(dossier, invoice, store, stages)).toEqual({
      page: null,
      supporting: [{ name: 'Bon-de-livraison.pdf', bytes: note.content }],
      notices: [],
    });
  });

  it('is drawn from several files that are not all pictures', async () => {
    const { dossier, store } = dossierOf([pdf, photo, flat(1), flat(2), words(says)]);
    const papers = await papersOf(dossier, invoice, store, stages);
    expect(papers.page).toBeNull();
    expect(papers.supporting.map(({ name }) => name)).toEqual(['Ma-facture.pdf', 'photo.jpg']);
  });
});

describe('what goes along with a deposit', () => {
  it('is one light PDF for all the photographs, then the other documents as they are', async () => {
    const { dossier, store } = dossierOf([photo, photo, flat(1), flat(2), words(says), note]);
    expect(await joinedDocuments(dossier, invoice, store, stages)).toEqual([
      { name: 'facture-F2026-118-papier.pdf', type: 'application/pdf', bytes: bytes('%PDF-light-2') },
      { name: 'Bon-de-livraison.pdf', type: 'application/pdf', bytes: note.content },
    ]);
  });

  it.each([
    ['a page was not read', [photo, photo, flat(1)], stages],
    ['nothing was read', [photo, photo], stages],
    ['the pictures cannot be opened', [photo, photo, flat(1), flat(2)], { photograph: () => Promise.reject(new Error('no canvas')) }],
  ] as const)('is the photographs as they came when %s', async (_, files, given) => {
    const { dossier, store } = dossierOf(files);
    expect((await joinedDocuments(dossier, invoice, store, given)).map(({ name }) => name)).toEqual(['photo.jpg', 'photo-2.jpg']);
  });

  const heavyPdf = { ...pdf, content: new Uint8Array(10_000_001) };

  it('is the pages as read of a paper heavier than the portal takes, where all were read', async () => {
    const { dossier, store } = dossierOf([heavyPdf, flat(1), flat(2), words(says, ''), note], { reading: 'done', readBy: 'ocr' });
    expect((await joinedDocuments(dossier, invoice, store, stages)).map(({ name }) => name)).toEqual([
      'facture-F2026-118-papier.pdf',
      'Bon-de-livraison.pdf',
    ]);
    expect(leftOut(dossier)).toEqual([]);
  });

  it.each([
    ['more pages than were read', [heavyPdf, flat(1)], { reading: 'done', notices: ['more-pages'] }],
    ['a reading that failed', [heavyPdf], { reading: 'failed' }],
  ] as const)('leaves out a paper too heavy with %s, and says so', async (_, files, more) => {
    const { dossier, store } = dossierOf(files, { ...more, notices: 'notices' in more ? [...more.notices] : [] });
    expect(await joinedDocuments(dossier, invoice, store, stages)).toEqual([]);
    expect(leftOut(dossier)).toEqual(['Ma facture.pdf']);
    expect((await papersOf(dossier, invoice, store, stages)).notices).toContain('paper-left-out');
  });

  it('keeps the letters of an accented name', async () => {
    const { dossier, store } = dossierOf([{ ...note, name: 'Devis signé été.pdf' }]);
    expect((await joinedDocuments(dossier, invoice, store, stages)).map(({ name }) => name)).toEqual(['Devis-signe-ete.pdf']);
  });

  it('is never heavier than the portal takes, under names of fifty characters at most', async () => {
    const heavy = { ...note, content: new Uint8Array(10_000_001) };
    const { dossier, store } = dossierOf([heavy, { ...note, name: `${'Très long nom '.repeat(9)}.pdf` }]);
    const joined = await joinedDocuments(dossier, invoice, store, stages);
    expect(joined).toHaveLength(1);
    expect(joined[0]?.name.length).toBeLessThanOrEqual(50);
    const long = { ...invoice, invoiceNumber: 'N'.repeat(60) };
    const shot = dossierOf([photo, flat(1)]);
    expect((await joinedDocuments(shot.dossier, long, shot.store, stages))[0]?.name.length).toBeLessThanOrEqual(50);
  });
});

describe('words kept beside the pages', () => {
  it('come back as they were, and nothing comes from what is not words', () => {
    const file = wordsFile([page(1, says), page(2, '')]);
    expect(restoreWords(file?.bytes ?? null).map((each) => [each.page, each.words.length])).toEqual([
      [1, says.split(' ').length],
      [2, 0],
    ]);
    expect(wordsFile([page(1, '')])).toBeNull();
    for (const wrong of ['', '{', '{}', '[1]', '[{"page":1,"words":[{"text":1}]}]', 'null']) expect(restoreWords(bytes(wrong))).toEqual([]);
    expect(restoreWords(null)).toEqual([]);
  });
});

describe('a page shows an invoice', () => {
  const facts = (invoiceNumber: string, gross: string) => ({ invoiceNumber, totals: { ...invoice.totals, gross } });
  it.each([
    ['FACTURE f2026-118 … 1 234,50 €', '1234.50', true],
    ['F2026-118 1.234,50', '1234.50', true],
    ['F 2026 - 118 1\u202f234.50', '1234.50', true],
    ["F2026-118 1'234.50", '1234.50', true],
    ['F2026-118 120 €', '120.00', true],
    ['F2026-118 1 234,05 €', '1234.50', false],
    ['F2026-119 1 234,50 €', '1234.50', false],
  ])('%j with %s: %s', (text, gross, shown) => {
    expect(textShows(text, facts('F2026-118', gross))).toBe(shown);
  });
});
