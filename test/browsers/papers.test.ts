import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pdfaFaults } from '../unit/formats/pdfa-guard.ts';
import { launchBrowser, openPage, phone, type RunningApp, root, sample, saved, startApp, visit } from './helpers.ts';

/** The user's own page in the files that leave: his PDF, a PDF that cannot be kept, a photograph. */
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser({ camera: null });
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const ownPdf = readFileSync(join(root, 'test/fixtures/samples/facture-boulangerie.pdf'));

/** The same words in Times, left to the reader as old billing tools do: a face that we may not put in. */
async function timesPdf(): Promise<Buffer> {
  const source = await getDocument({ data: new Uint8Array(ownPdf), verbosity: 0 }).promise;
  const { items } = await (await source.getPage(1)).getTextContent();
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const known = new Set(font.getCharacterSet());
  for (const item of items) {
    if (!('str' in item) || !item.str.trim()) continue;
    const text = [...item.str].map((letter) => (known.has(letter.codePointAt(0) ?? 0) ? letter : ' ')).join('');
    page.drawText(text, { x: item.transform[4] as number, y: item.transform[5] as number, size: Math.abs(item.transform[3] as number) || 10, font });
  }
  await source.destroy();
  return Buffer.from(await document.save());
}

/** Reads the file in the app; gives its identifier, the page left on the review screen. */
async function read(page: Page, name: string, buffer: Buffer): Promise<string> {
  await visit(page, '#/ajouter');
  await page.getByLabel('Choisir un fichier').setInputFiles({ name, mimeType: name.endsWith('.pdf') ? 'application/pdf' : 'image/jpeg', buffer });
  await page.getByRole('heading', { name: 'Vérifier' }).waitFor({ timeout: 120_000 });
  await page.getByTestId('field-invoiceNumber').last().waitFor();
  expect(await page.getByTestId('field-invoiceNumber').last().inputValue()).toBe('F2026-118');
  return page.url().split('/').at(-1) ?? '';
}

async function facturxOf(page: Page, id: string): Promise<Uint8Array> {
  await visit(page, `#/facture/${id}/prete`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer la Factur-X' }).click();
  const bytes = new Uint8Array(readFileSync(await (await download).path()));
  expect(await pdfaFaults(bytes)).toEqual([]);
  return bytes;
}

async function opened(bytes: Uint8Array): Promise<{ text: string; fonts: string[]; files: string[]; pictures: number }> {
  const document = await PDFDocument.load(bytes);
  const raw = Buffer.from(await document.save({ useObjectStreams: false })).toString('latin1');
  const read = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { items } = await (await read.getPage(1)).getTextContent();
  const files = Object.keys((await read.getAttachments()) ?? {});
  await read.destroy();
  return {
    text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
    fonts: [...raw.matchAll(/\/BaseFont \/([^\s/]+)/g)].map((match) => match[1] ?? ''),
    files,
    pictures: raw.match(/\/Subtype \/Image/g)?.length ?? 0,
  };
}

it('keeps the user’s own PDF as the page of its Factur-X', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const id = await read(page, 'Ma facture.pdf', ownPdf);
  const made = await opened(await facturxOf(page, id));
  expect(made.fonts.some((font) => font.includes('LiberationSerif'))).toBe(true);
  expect(made.text).toContain('F2026-118');
  expect(made.files).toEqual(['factur-x.xml']);
  expect(await page.getByText('gardées en images').count()).toBe(0);

  // Corrected, the page says something else than the data: one is drawn, his goes inside.
  await visit(page, `#/facture/${id}`);
  await page.getByTestId('field-invoiceNumber').last().fill('F2026-119');
  await saved(page);
  const drawn = await opened(await facturxOf(page, id));
  expect(drawn.text).toContain('F2026-119');
  expect(drawn.fonts.some((font) => font.includes('LiberationSerif'))).toBe(false);
  expect(drawn.files.sort()).toEqual(['Ma-facture.pdf', 'factur-x.xml']);
  await page.getByText('Coursier a dessiné une nouvelle page').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('shows a PDF that cannot be kept as pictures, searchable, and says so', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const id = await read(page, 'facture.pdf', await timesPdf());
  const made = await opened(await facturxOf(page, id));
  await page.getByText('ses pages y sont gardées en images').waitFor();
  expect(made.pictures).toBe(1);
  expect(made.fonts).toEqual(['Helvetica']);
  expect(made.text).toContain('F2026-118');
  expect(complaints).toEqual([]);
  await context.close();
});

it('sends the photograph as a light PDF beside the invoice, and makes the Factur-X around it', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const id = await read(page, 'IMG_2041.jpg', readFileSync(sample));
  const made = await opened(await facturxOf(page, id));
  expect(made.pictures).toBe(1);
  expect(made.text).toContain('F2026-118');
  expect(made.files).toEqual(['factur-x.xml']);

  await visit(page, `#/facture/${id}`);
  await page.getByTestId('field-delivery.date').last().fill('2026-11-20');
  await saved(page);
  await visit(page, `#/facture/${id}/prete`);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: 'Envoyer au portail d’entraînement' }).click();
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
  const sent = app.portal.state.files.map(({ nom, base64 }) => ({ nom, bytes: new Uint8Array(Buffer.from(base64, 'base64')) }));
  const paper = sent.find(({ nom }) => nom === 'facture-F2026-118-papier.pdf');
  expect(sent.map(({ nom }) => nom)).not.toContain('IMG-2041.jpg');
  expect(paper?.bytes.length).toBeLessThan(300_000);
  expect(await pdfaFaults(paper?.bytes ?? new Uint8Array(), { part: 2, facturx: false })).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
