import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ciiOf } from '../../lib/formats/index.ts';
import { restoreInvoice } from '../../lib/invoice/model.ts';
import { bakerInvoice } from '../unit/invoice/baker.ts';
import { axeViolations, desktop, launchBrowser, long, openPage, phone, type RunningApp, saved, startApp, typedInvoice, visit } from './helpers.ts';

/** Everything that needs no paper: writing with memory, delivery notes, credit notes; and what surrounds it: confirmations, exports, rules. */
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
const college = '12345678200051';

/** In `npm test`, the walk judges these screens. */
async function clean(page: Page, name: string): Promise<void> {
  if (!long) return;
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState === 'finished'));
  expect(await axeViolations(page), name).toEqual([]);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const payable = (page: Page) => page.getByTestId('payable').innerText();
const focusedLabel = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('name') ?? element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
const contentOf = async (download: Download) => readFileSync(await download.path());

/** A new invoice from the home screen, its seller filled the first time. */
async function write(page: Page): Promise<string> {
  await visit(page, '#/');
  await page.getByRole('button', { name: 'Écrire une facture' }).click();
  await heading(page, 'Écrire');
  return page.url().split('/').at(-1) ?? '';
}

async function fillSeller(page: Page): Promise<void> {
  for (const [path, value] of typedInvoice) await page.getByTestId(`field-${path}`).fill(value);
}

async function fillLine(page: Page, index: number, name: string, quantity: string, price: string): Promise<void> {
  await page.getByTestId(`field-lines.${index}.name`).fill(name);
  await page.getByTestId(`field-lines.${index}.quantity`).fill(quantity);
  await page.getByTestId(`field-lines.${index}.netPrice`).fill(price);
}

async function chooseCollege(page: Page, id: string): Promise<void> {
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('Nom, ville ou SIRET').fill(college);
  await page.getByTestId('hits').getByRole('option').first().click();
  await page.getByText('Vous facturez à').waitFor();
}

async function send(page: Page, id: string): Promise<void> {
  await visit(page, `#/facture/${id}/prete`);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: /^Envoyer/ }).click();
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
}

/** The first invoice of a new user, sent: what the memory is made of. */
async function firstInvoice(page: Page): Promise<void> {
  // the portal refuses a number sent twice, as the State's does
  app.portal.control.reset();
  const id = await write(page);
  await fillSeller(page);
  await page.getByLabel('Je ne facture pas la TVA').check();
  await fillLine(page, 0, 'Pain de campagne', '12', '3,20');
  await saved(page);
  await chooseCollege(page, id);
  await send(page, id);
}

let known: ReturnType<typeof openPage> | null = null;

/** Someone whose first invoice was sent; the tests below go on from there one after the other, and a failed one leaves the next try a new user. */
async function asKnownUser(work: (page: Page) => Promise<void>): Promise<void> {
  const fresh = known === null;
  known ??= openPage(browser, app.url, phone);
  const { context, page, complaints } = await known;
  try {
    if (fresh) await firstInvoice(page);
    await work(page);
    expect(complaints).toEqual([]);
  } catch (error) {
    known = null;
    await context.close();
    throw error;
  }
}

const looks = (
  [
    ['phone, light', { ...phone, colorScheme: 'light' }],
    ['wide, dark', { ...desktop, colorScheme: 'dark' }],
  ] as const
).slice(0, long ? 2 : 1);

for (const [look, options] of looks) {
  describe(`an invoice by hand (${look})`, () => {
    it('is written, seen as its final PDF, sent; the next one remembers', async () => {
      app.portal.control.reset();
      const { context, page, complaints } = await openPage(browser, app.url, options);
      const id = await write(page);
      await clean(page, 'blank invoice');
      await fillSeller(page);
      await fillLine(page, 0, 'Pain de campagne', '12', '3,20');
      await page.getByRole('group', { name: 'TVA, ligne 1' }).getByRole('button', { name: '5,5 %' }).click();
      await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
      await fillLine(page, 1, 'Location du four', '1', '25');
      await page.getByRole('group', { name: 'TVA, ligne 2' }).getByRole('button', { name: '20 %' }).click();
      await page.getByTestId('field-seller.vatIdentifier').fill('FR10999800113');
      await page.getByText('Remise, frais, acompte').click();
      await page.getByRole('textbox', { name: 'Remise sur le total' }).fill('10');
      await page.getByLabel('Acompte reçu, ou retenue').fill('20');
      await saved(page);
      // 63,40 less 10 % = 57,06; VAT 34,56 × 5,5 % + 22,50 × 20 %
      expect((await page.getByTestId('totals').innerText()).replace(/\s+/g, ' ')).toMatch(
        /Total HT 57,06 € TVA 20 % 4,50 € TVA 5,5 % 1,90 € Total TTC 63,46 € Déjà payé 20,00 € Net à payer 43,46 €/,
      );
      await clean(page, 'invoice written');

      await chooseCollege(page, id);
      await visit(page, `#/facture/${id}/apercu`);
      await page.getByTestId('preview-page').first().waitFor({ timeout: 60_000 });
      await expect.poll(() => page.getByTestId('preview-page').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(800);
      await clean(page, 'preview');
      const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Enregistrer' }).click()]);
      expect((await contentOf(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
      await send(page, id);
      await clean(page, 'sent');

      // the next one: buyer in one tap, lines of the last time in another
      await write(page);
      await page.getByRole('button', { name: /Collège de Fontaine/ }).click();
      await page.getByRole('button', { name: /Comme la dernière fois/ }).click();
      await expect.poll(() => payable(page)).toMatch(/70,51/);
      expect(await page.getByTestId('field-invoiceNumber').inputValue()).toBe('F2026-202');
      await page.getByRole('button', { name: /Délai légal/ }).click();
      await expect.poll(() => page.getByTestId('field-payment.dueDate').inputValue()).not.toBe('');
      // an article of the memory fills its price and its VAT
      await page.getByRole('button', { name: 'Ajouter une ligne' }).click();
      await page.getByTestId('field-lines.2.name').fill('camp');
      await page.getByRole('option', { name: /Pain de campagne/ }).waitFor();
      await clean(page, 'suggestions open');
      await page.getByRole('option', { name: /Pain de campagne/ }).click();
      await expect.poll(() => page.getByTestId('field-lines.2.netPrice').inputValue()).toBe('3,20');
      expect(await page.getByTestId('field-lines.2.quantity').inputValue()).toBe('12');
      await expect.poll(() => payable(page)).toMatch(/111,02/);

      // seen and forgotten in the settings
      await visit(page, '#/articles');
      await page.getByText('Location du four').waitFor();
      await clean(page, 'articles');
      await page.getByRole('button', { name: 'Oublier Location du four' }).click();
      await page.getByText('« Location du four » est oublié.').waitFor();
      expect(await page.getByRole('button', { name: 'Oublier Location du four' }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
}

describe('lines at the keyboard', () => {
  it('go from field to field with Enter, move, double and leave without losing the cursor', async () => {
    const { context, page } = await openPage(browser, app.url, desktop);
    await write(page);
    await page.getByTestId('field-lines.0.name').focus();
    await page.keyboard.type('Baguette');
    await page.keyboard.press('Enter');
    expect(await focusedLabel(page)).toBe('lines.0.quantity');
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await page.keyboard.type('0,95');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedLabel(page)).toBe('lines.1.name');
    await page.keyboard.type('Croissant');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1,10');
    await saved(page);
    // Alt + arrow moves the line, the cursor goes with it
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => page.getByTestId('field-lines.0.name').inputValue()).toBe('Croissant');
    await expect.poll(() => focusedLabel(page)).toBe('lines.0.netPrice');
    await page.getByRole('button', { name: 'Dupliquer la ligne 1' }).click();
    await expect.poll(() => page.getByTestId('field-lines.1.name').inputValue()).toBe('Croissant');
    await expect.poll(() => focusedLabel(page)).toBe('lines.1.quantity');
    await page.getByRole('button', { name: 'Retirer la ligne 3' }).click();
    await expect.poll(() => focusedLabel(page)).toBe('Retirer la ligne 2');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedLabel(page)).toBe('Retirer la ligne 1');
    await page.keyboard.press('Enter');
    // the last one gone, the cursor waits where a new one is made
    await expect.poll(() => focusedLabel(page)).toBe('Ajouter une ligne');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByTestId('field-lines.0.name').inputValue()).toBe('Croissant');
    await context.close();
  });
});

describe('who sent a first invoice', () => {
  it('exports a period: count and total first, then the ZIP and the spreadsheet', () =>
    asKnownUser(async (page) => {
      await visit(page, '#/');
      await page.getByRole('link', { name: 'Exporter' }).click();
      await heading(page, 'Exporter');
      await page.getByRole('button', { name: 'Dates libres' }).click();
      await page.getByLabel('Du', { exact: true }).fill('2025-01-01');
      await page.getByLabel('Au', { exact: true }).fill('2025-12-31');
      await page.getByTestId('export-count').waitFor();
      await page.getByLabel('Au', { exact: true }).fill('2026-12-31');
      await expect.poll(() => page.getByTestId('export-total').innerText()).toMatch(/38,40/);
      await clean(page, 'export');
      const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Le tableau/ }).click()]);
      expect(table.suggestedFilename()).toBe('factures_2025-01-01_2026-12-31.csv');
      const csv = await contentOf(table);
      expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(csv.toString('utf8').split('\r\n')[1]).toMatch(/^24\/11\/2026;Facture;F2026-201;Collège de Fontaine.*;38,40;/);
      const [zip] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Tout le dossier/ }).click()]);
      const paths = Object.keys(unzipSync(await contentOf(zip)));
      const stem = paths.find((path) => path.endsWith('.pdf') && !path.includes('factur-x'))?.replace('.pdf', '') ?? '';
      expect(stem).toMatch(/^2026-11-24_F2026-201_College-de-Fontaine/);
      expect(paths.sort()).toEqual([`${stem}.json`, `${stem}.pdf`, `${stem}.xml`, `${stem}_depot.txt`, `${stem}_factur-x.pdf`].sort());
      const entries = unzipSync(await contentOf(zip));
      expect(strFromU8(entries[`${stem}.xml`] ?? new Uint8Array())).toContain('CrossIndustryInvoice');
      expect(strFromU8(entries[`${stem}_depot.txt`] ?? new Uint8Array())).toContain('F2026-201');
    }));

  it('chooses an article with the arrows', () =>
    asKnownUser(async (page) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await write(page);
      await page.getByTestId('field-lines.0.name').focus();
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await page.locator('[role=option][aria-selected=true]').innerText()).toContain('Pain de campagne');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByTestId('field-lines.0.netPrice').inputValue()).toBe('3,20');
      await expect.poll(() => focusedLabel(page)).toBe('lines.0.quantity');
      await page.setViewportSize({ width: 390, height: 844 });
    }));

  it('makes a credit note of a sent invoice in one tap, whole or partial', () =>
    asKnownUser(async (page) => {
      await visit(page, '#/');
      await page.getByRole('link', { name: /F2026-201/ }).click();
      await page.getByRole('button', { name: 'Faire un avoir' }).click();
      await heading(page, 'Écrire l’avoir');
      const id = page.url().split('/').at(-1) ?? '';
      expect(await page.getByTestId('field-precedingInvoices.0.number').inputValue()).toBe('F2026-201');
      expect(await page.getByTestId('field-precedingInvoices.0.issueDate').inputValue()).toBe('2026-11-24');
      expect(await payable(page)).toMatch(/38,40/);
      await page.getByRole('heading', { name: 'Que rendez-vous ?' }).waitFor();
      await page.getByLabel('Numéro de l’avoir').waitFor();
      await clean(page, 'credit note');
      await page.getByTestId('field-lines.0.quantity').fill('2');
      await expect.poll(() => payable(page)).toMatch(/6,40/);
      await saved(page);
      await visit(page, `#/facture/${id}/prete`);
      await page.getByTestId('ready').waitFor();
      await visit(page, '#/');
      await page
        .getByRole('link', { name: /F2026-201/ })
        .first()
        .click();
      await page.getByText('Avoirs sur cette facture').waitFor();
    }));

  it('delivery notes become the invoice of the week, once; undo frees them', () =>
    asKnownUser(async (page) => {
      await visit(page, '#/');
      await page.getByRole('link', { name: 'Bons de livraison' }).click();
      await heading(page, 'Bons de livraison');
      await clean(page, 'no notes');
      await page.getByRole('button', { name: 'Nouveau bon' }).click();
      await heading(page, 'Bon de livraison');
      await page.getByRole('button', { name: /Collège de Fontaine/ }).click();
      await page.getByRole('button', { name: 'Ajouter Pain de campagne' }).click();
      await page.getByLabel('Livré le').fill('2026-11-16');
      await page.getByLabel('Lieu').fill('Cantine');
      await saved(page);
      await clean(page, 'delivery note');
      await page.getByRole('link', { name: 'Terminé' }).click();
      await heading(page, 'Bons de livraison');

      // the usual, in three taps: again, one more, done
      await page.getByRole('button', { name: 'Comme la dernière fois pour Cantine' }).click();
      await heading(page, 'Bon de livraison');
      await page
        .getByRole('button', { name: /Modifier la ligne 1/ })
        .or(page.getByRole('button', { name: 'Un de plus, ligne 1' }))
        .first()
        .click();
      await page.getByRole('button', { name: 'Un de plus, ligne 1' }).click();
      await page.getByLabel('Livré le').fill('2026-11-17');
      await saved(page);
      await page.getByRole('link', { name: 'Terminé' }).click();
      await heading(page, 'Bons de livraison');
      await page.getByRole('button', { name: /Comme la dernière fois/ }).click();
      await heading(page, 'Bon de livraison');
      await page.getByLabel('Livré le').fill('2026-10-30');
      await saved(page);
      await page.getByRole('link', { name: 'Terminé' }).click();
      await heading(page, 'Bons de livraison');
      await clean(page, 'notes to bill');

      await page.getByRole('button', { name: 'Semaine du 16 nov.' }).click();
      await page.getByRole('button', { name: /^Facturer ces 2 bons/ }).click();
      await heading(page, 'Écrire');
      await page.getByText('Cette facture reprend 2 bons de livraison.').waitFor();
      expect(await page.getByTestId('field-delivery.periodStart').inputValue()).toBe('2026-11-16');
      expect(await page.getByTestId('field-delivery.periodEnd').inputValue()).toBe('2026-11-17');
      await page.getByText(/Livré : 16\/11 \(12\), 17\/11 \(1[34]\)/).waitFor();
      await clean(page, 'invoice of the week');

      await page.getByRole('button', { name: 'Annuler', exact: true }).last().click();
      await heading(page, 'Bons de livraison');
      await page.getByRole('button', { name: /^Facturer ces 3 bons/ }).waitFor();
      await page.getByRole('button', { name: /^Facturer ces 3 bons/ }).click();
      await heading(page, 'Écrire');
      const id = page.url().split('/').at(-1) ?? '';
      await visit(page, '#/bons');
      await page.getByText('Aucun bon à facturer.').waitFor();
      await page.getByText('Déjà facturés (3)').click();
      await clean(page, 'notes billed');
      await send(page, id);
      expect(app.portal.control.invoices()).toHaveLength(2);
    }));
});

it('lets the user confirm what the paper itself says, keeps it, and takes it back', async () => {
  const { context, page } = await openPage(browser, app.url, phone);
  const baker = bakerInvoice();
  const [bread, baguette] = baker.lines;
  const odd = restoreInvoice({
    ...baker,
    engagementNumber: '',
    seller: { ...baker.seller, siret: '99980011300030' },
    buyer: { ...baker.buyer, siret: college },
    payment: { ...baker.payment, iban: 'FR7619999001110000009945433' },
    // 12 × 3,20 is written 40,00, and the lines do not make the total
    lines: [{ ...bread, netAmount: '40.00' }, baguette],
  });
  await visit(page, '#/ajouter');
  const buffer = Buffer.from(ciiOf(odd, 'chorus'));
  await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'facture.xml', mimeType: 'text/xml', buffer });
  await heading(page, 'Vérifier');
  const id = page.url().split('/').at(-1) ?? '';
  await visit(page, `#/facture/${id}/prete`);
  const keep = page.getByRole('button', { name: 'C’est bien ce qui est écrit sur la facture' });
  await keep.first().waitFor();
  await clean(page, 'an anomaly');
  expect(await page.getByRole('button', { name: /^Envoyer/ }).isDisabled()).toBe(true);
  for (const rule of ['BR-CO-10', 'BR-E-08', 'LINE-PRODUCT']) {
    const problem = page.locator(`[data-rule=${rule}]`);
    if (!(await problem.isVisible())) await page.getByText('Bon à savoir').click();
    await problem.getByRole('button').click();
    await page.locator(`[data-rule=${rule}].confirmed`).waitFor();
  }
  await page.getByTestId('ready').waitFor();
  await page
    .getByText(/Vous l’avez confirmé le/)
    .first()
    .waitFor();
  await clean(page, 'anomalies confirmed');
  await page.reload();
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: 'Annuler la confirmation' }).first().click();
  await keep.first().waitFor();
  await page
    .getByRole('link', { name: /^Règle / })
    .first()
    .click();
  await page.getByTestId('rules-found').getByText('Une règle.').waitFor();
  await context.close();
});

it('leads from what is wrong to its field, in sight', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const id = await write(page);
  await fillSeller(page);
  await fillLine(page, 0, 'Pain de campagne', '12', '3,20');
  // what a line lacks is said at the chips, and what is wrong with a field right under it
  await page.locator('.rates').getByText('TVA à choisir').waitFor();
  const quantity = page.getByTestId('field-lines.0.quantity');
  await quantity.fill('abc');
  await page.locator('.quantity ~ .line-wrong').first().waitFor();
  const below = await page
    .locator('.line-wrong')
    .first()
    .evaluate((said) => said.getBoundingClientRect().top - (document.querySelector('.unit')?.getBoundingClientRect().bottom ?? 0));
  expect(below).toBeLessThan(30);
  await quantity.fill('12');
  await page.getByTestId('field-payment.iban').fill('');
  await page.getByTestId('field-seller.address.city').fill('');
  await saved(page);
  for (const path of ['payment.iban', 'seller.address.city']) {
    await visit(page, `#/facture/${id}/prete`);
    await page.locator(`a[href$="champ=${path}"]`).first().click();
    const field = page.getByTestId(`field-${path}`);
    await expect.poll(() => focusedLabel(page)).toBe(path);
    await expect
      .poll(() =>
        field.evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top > 0 && bottom < innerHeight - 120;
        }),
      )
      .toBe(true);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

it('lists every rule, by family and by search', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  await visit(page, '#/aide');
  await page.getByRole('link', { name: 'Toutes les règles que Coursier vérifie' }).click();
  await heading(page, 'Toutes les règles');
  await page.getByText('Ce que Chorus Pro demande').click();
  await page.getByText('CPP-NUMBER-LENGTH').waitFor();
  await clean(page, 'rules');
  await page.getByLabel('Chercher une règle').fill('engagement');
  await page.getByText('CPP-ENGAGEMENT-REQUIRED').waitFor();
  await page.getByLabel('Chercher une règle').fill('zzzz');
  await page.getByTestId('rules-found').getByText('Aucune règle ne correspond.').waitFor();
  await clean(page, 'no rule');
  await visit(page, '#/regles/BR-CO-15');
  await page.getByTestId('rules-found').getByText('Une règle.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
