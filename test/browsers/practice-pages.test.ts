import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Listening } from '../../pwa/server.ts';
import { createTrainingPortal, type TrainingPortal } from '../portal/app.ts';
import { type BuildName, buildNames } from '../portal/pages/fields.ts';
import { changedFields, readBack, sameValue } from '../portal/pages/read-back.ts';
import type { Values } from '../portal/pages/values.ts';
import { textPdf } from '../portal/paper.ts';
import { builtApp, desktop, launchBrowser, long } from './helpers.ts';

/** The practice pages filled by a hand, without the extension: each build can be filled, shows what it was given, and sends it to the books. */
let browser: Browser;
let portal: TrainingPortal;
let listening: Listening;
let base = '';

beforeAll(async () => {
  portal = createTrainingPortal();
  listening = await createServer({ root: builtApp, portal }).listen(0, '127.0.0.1');
  base = `http://localhost:${listening.port}/entrainement/formulaires`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await listening?.close();
});

async function opened(path: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(desktop);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // a refusal of the counter is an answer, which the browser also writes there
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${base}/${path}`);
  return { page, complaints };
}

/** What a hand does on each build; `key` fields are those of a receipt. */
interface Hand {
  recipient(siret: string, name: string, service: string): Promise<void>;
  choose(label: string, option: string): Promise<void>;
  type(label: string, value: string): Promise<void>;
  press(name: string): Promise<void>;
  file(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  shown(words: string): Promise<void>;
}

/** By the words of the neighbouring cell, or of the column, as a reader of the old layout does. */
function cell(frame: FrameLocator, label: string) {
  return frame.locator(`xpath=//td[@class="lib"][normalize-space(translate(., "*", ""))="${label}"]/following-sibling::td[1]`);
}

/** The accessible name of an empty list. */
const whole = (label: string) => new RegExp(`^${label}( \\*)?( Choisir…)?$`);

function handOn(build: BuildName, page: Page): Hand {
  const frame = page.frameLocator('iframe[name=contenu]');
  const popup = frame.frameLocator('.fenetre');
  const pick = async (label: string | RegExp, option: string | RegExp) => {
    const wanted = page.getByRole('option', { name: option }).first();
    // a list that was opened while the page drew it anew has closed: a hand opens it again
    const open = async () => {
      if (!(await wanted.isVisible())) await page.getByRole('combobox', { name: label }).first().click();
      return wanted.isVisible();
    };
    await expect.poll(open, { interval: 500, timeout: 15_000 }).toBe(true);
    await wanted.click();
  };
  const plain = {
    type: (label: string, value: string) => page.getByLabel(label).first().fill(value),
    press: (name: string) => page.getByRole('button', { name }).click(),
    file: (file: { name: string; mimeType: string; buffer: Buffer }) => page.locator('input[type=file]').first().setInputFiles(file),
    shown: (words: string) => page.getByText(words).first().waitFor(),
  };
  switch (build) {
    case 'classique':
      return {
        ...plain,
        async recipient(siret, name, service) {
          await page.getByLabel('Identifiant (SIRET)').fill(siret);
          const modal = page.locator('.modal.in');
          await page.getByRole('button', { name: 'Rechercher' }).first().click();
          await modal.getByRole('button', { name: 'Rechercher' }).click();
          await modal.getByRole('radio').first().check();
          await modal.getByRole('button', { name: 'Sélectionner' }).click();
          await page.locator('.form-control-static').getByText(name).waitFor();
          await page.getByRole('button', { name: 'Rechercher' }).nth(1).click();
          await modal.getByLabel(`Sélectionner ${service}`).check();
          await modal.getByRole('button', { name: 'Sélectionner' }).click();
        },
        // through select2, as a hand does
        async choose(label, option) {
          await page
            .locator('.form-group', { has: page.locator('label', { hasText: new RegExp(`^${label}( \\*)?$`) }) })
            .locator('.select2-selection')
            .first()
            .click();
          await page.locator('.select2-results__option', { hasText: option }).click();
        },
      };
    case 'tableau':
      return {
        async recipient(siret, name, service) {
          await cell(frame, 'N° SIRET').locator('input[type=text]').fill(siret);
          await cell(frame, 'N° SIRET').locator('input[type=button]').click();
          await popup.getByRole('link', { name: siret }).click();
          await frame.getByText(name).waitFor();
          await cell(frame, 'Code service exéc.').locator('input[type=button]').click();
          await popup.getByRole('link', { name: service }).click();
          await frame.locator(`input[value="${service}"]`).waitFor();
        },
        async choose(label, option) {
          const select = cell(frame, label).locator('select');
          if (await select.count()) await select.selectOption({ label: option });
          else await frame.locator(`[name$="${label}"]`).first().selectOption({ label: option });
        },
        async type(label, value) {
          const input = cell(frame, label).locator('input');
          if (await input.count()) await input.fill(value);
          else await frame.locator(`[name$="${label}"]`).first().fill(value);
        },
        press: (name) => frame.locator(`input[type=submit][value*="${name}"]`).click(),
        file: (file) => frame.locator('input[type=file]').first().setInputFiles(file),
        shown: (words) => frame.getByText(words).first().waitFor(),
      };
    case 'react':
      return {
        ...plain,
        async recipient(siret, name, service) {
          await page.getByRole('combobox', { name: 'SIRET du destinataire' }).fill(siret);
          await page.getByRole('option', { name }).click();
          await pick('Service exécutant', new RegExp(`^${service}`));
        },
        choose: (label, option) => pick(whole(label), option),
      };
    default:
      return {
        ...plain,
        async recipient(siret, name, service) {
          await page.getByLabel('SIRET de l’acheteur public').fill(siret);
          await page.getByText(name).waitFor();
          await pick('Service destinataire', new RegExp(`^${service}`));
        },
        async choose(label, option) {
          if (label === 'Exigibilité de la TVA') await page.getByLabel(option, { exact: true }).check();
          else await pick(whole(label), option);
        },
      };
  }
}

/** Labels of the fields that the test fills, by build. */
const words: Record<BuildName, Record<string, string>> = {
  classique: {
    typeTva: 'Type de TVA',
    mode: 'Mode de règlement',
    engagement: 'Numéro d’engagement',
    name: 'Dénomination',
    quantity: 'Quantité',
    unit: 'Unité',
    price: 'Montant unitaire HT',
    rate: 'Taux de TVA',
    vatRate: 'Taux',
    base: 'Montant de base HT',
    tax: 'Montant de TVA',
    ht: 'Montant total HT',
    tva: 'Montant total de TVA',
    ttc: 'Montant total TTC',
    net: 'Montant à payer',
  },
  react: {
    typeTva: 'Régime de TVA',
    mode: 'Mode de paiement',
    engagement: 'N° d’engagement',
    name: 'Désignation',
    quantity: 'Qté',
    unit: 'Unité',
    price: 'Prix unitaire HT',
    rate: 'TVA',
    vatRate: 'Taux du récapitulatif',
    base: 'Base HT',
    tax: 'Montant de la TVA',
    ht: 'Total HT',
    tva: 'Total TVA',
    ttc: 'Total TTC',
    net: 'Net à payer',
  },
  material: {
    typeTva: 'Exigibilité de la TVA',
    mode: 'Moyen de paiement',
    engagement: 'Numéro de bon de commande ou d’engagement',
    name: 'Libellé',
    quantity: 'Quantité facturée',
    unit: 'Unité de mesure',
    price: 'Prix unitaire hors taxes',
    rate: 'Taux de TVA',
    vatRate: 'Taux',
    base: 'Base hors taxes',
    tax: 'Taxe due',
    ht: 'Total hors taxes',
    tva: 'Total des taxes',
    ttc: 'Total toutes taxes comprises',
    net: 'Reste à payer',
  },
  tableau: {
    typeTva: 'Type TVA',
    mode: 'Mode règl.',
    engagement: 'N° engagt',
    name: '[0].denomination',
    quantity: '[0].quantite',
    unit: '[0].unite',
    price: '[0].montantUnitaireHT',
    rate: 'lignesPoste[0].tauxTva',
    vatRate: 'lignesTva[0].taux',
    base: '[0].montantBaseHT',
    tax: '[0].montantTva',
    ht: 'Total HT',
    tva: 'Total TVA',
    ttc: 'Total TTC',
    net: 'Net à payer',
  },
};

const typedFields: [word: string, value: string][] = [
  ['name', 'Baguettes'],
  ['quantity', '100'],
  ['unit', 'pièce'],
  ['price', '1,05'],
];
const wanted: Values = {
  'destinataire.siret': '12345678200028',
  'destinataire.service': 'TRAVAUX',
  'references.typeTva': 'TVA_SUR_DEBIT',
  'references.modePaiement': 'VIREMENT',
  'references.engagement': 'EJ55',
  'montants.ttc': '110,78',
};
const lineWanted: Values = {
  'lignes[0].denomination': 'Baguettes',
  'lignes[0].prixUnitaire': '1.05',
  'lignes[0].tauxTva': 'TVA5',
  'tva[0].montant': '5,78',
};

const differences = (shown: Values, expected: Values) =>
  Object.keys(expected)
    .filter((key) => !sameValue(key, shown[key], expected[key]))
    .map((key) => `${key}: ${shown[key]}`);

async function totals(hand: Hand, label: Record<string, string>): Promise<void> {
  for (const [word, value] of [
    ['ht', '105'],
    ['tva', '5,78'],
    ['ttc', '110,78'],
    ['net', '110,78'],
  ] as const)
    await hand.type(label[word] ?? '', value);
}

const facture = async (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(
    await textPdf(`Facture n° ${name}`, [
      'Date : 20/11/2026',
      'SIRET client : 12345678200028',
      'Engagement : EJ55',
      'Total HT : 105,00',
      'Total TTC : 110,78',
    ]),
  ),
});

describe.each(buildNames)('the %s build', (build) => {
  const label = words[build];

  it('takes an invoice typed by hand', async () => {
    const { page, complaints } = await opened(`${build}/saisir`);
    const hand = handOn(build, page);
    await hand.recipient('12345678200028', 'CCAS de Fontaine-aux-Bois', 'TRAVAUX');
    const mandate = build === 'tableau' ? page.frameLocator('iframe[name=contenu]').locator('[type=checkbox]') : page.getByRole('checkbox');
    await mandate.check();
    await hand.choose(label.typeTva ?? '', 'TVA sur les débits');
    // the old layout loads its page again
    if (build === 'tableau') await page.waitForFunction(() => frames[0]?.location.search.endsWith('s4'));
    await hand.choose(label.mode ?? '', 'Virement');
    await hand.type(label.engagement ?? '', 'EJ55');
    let shown = await readBack(page, build, 'saisir');
    if (build === 'classique') await hand.press('Continuer');
    for (const [word, value] of typedFields) await hand.type(label[word] ?? '', value);
    await hand.choose(label.rate ?? '', '5,5%');
    // the React build proposes the recap itself
    if (build !== 'react') {
      await hand.choose(label.vatRate ?? '', '5,5%');
      await hand.type(label.base ?? '', '105');
      await hand.type(label.tax ?? '', '5,78');
    }
    await totals(hand, label);
    shown = { ...shown, ...(await readBack(page, build, 'saisir')) };
    expect(differences(shown, { ...wanted, ...lineWanted })).toEqual([]);
    await hand.press('Valider et envoyer');
    await expect.poll(() => portal.control.pages.received().at(-1)).toMatchObject({ build, form: 'saisir', outcome: { statut: 'DEPOSEE' } });
    await hand.shown(portal.control.invoices().at(-1)?.numeroFacture ?? '?');
    expect(differences(portal.control.pages.received().at(-1)?.values ?? {}, { ...wanted, ...lineWanted })).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  // the filler's own tests deposit on the others
  if (long || build === 'react' || build === 'tableau')
    it('reads a deposited PDF in part, and takes the rest by hand', async () => {
      const { page, complaints } = await opened(`${build}/deposer`);
      const hand = handOn(build, page);
      const number = `F2026-${build}`;
      if (build === 'tableau') await page.frameLocator('iframe[name=contenu]').getByRole('radio').first().check();
      else if (build === 'material') await page.getByLabel('PDF non signé').check();
      else await hand.choose(build === 'react' ? 'Format du fichier' : 'Format de dépôt', 'PDF non signé');
      await hand.choose(build === 'tableau' ? 'Cadre de fact.' : 'Cadre de facturation', 'A1 - Dépôt par un fournisseur d’une facture');
      await hand.file(await facture(number));
      if (build === 'classique') await hand.press('Continuer');
      if (build === 'tableau') await hand.press('Suite');
      await hand.shown({ classique: 'Montant à payer', react: 'Net à payer', material: 'Reste à payer', tableau: 'Net à payer' }[build]);
      await expect.poll(async () => (await readBack(page, build, 'deposer'))['references.numero']).toBe(number);
      const read = await readBack(page, build, 'deposer');
      expect(differences(read, { 'references.date': '20/11/2026', 'references.engagement': 'EJ55', 'montants.ttc': '110,78' })).toEqual([]);
      expect(read['montants.tva']).toBeUndefined();
      await hand.recipient('12345678200028', 'CCAS de Fontaine-aux-Bois', 'TRAVAUX');
      await hand.choose(label.typeTva ?? '', 'TVA sur les débits');
      if (build === 'tableau') await page.waitForFunction(() => frames[0]?.location.search.endsWith('s5'));
      await hand.choose(label.mode ?? '', 'Virement');
      await totals(hand, label);
      expect(differences(await readBack(page, build, 'deposer'), wanted)).toEqual([]);
      await hand.press('Valider et envoyer');
      await expect.poll(() => portal.control.pages.received().at(-1)).toMatchObject({ build, form: 'deposer', outcome: { numero: number } });
      await hand.shown(number);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
});

it('nothing counts as filled on a page that was only opened', async () => {
  const { page } = await opened('tableau/saisir');
  await page.frameLocator('iframe[name=contenu]').getByText('MONTANTS').waitFor();
  expect(await changedFields(page)).toEqual([]);
  for (const path of ['material/saisir', 'ordinaires/portail-fournisseur']) {
    await page.goto(`${base}/${path}`);
    await page.locator('app-root, form').first().waitFor();
    if (path.startsWith('ordinaires')) {
      expect(await changedFields(page)).toEqual([]);
      await page.getByLabel('Numéro de facture').fill('F1');
      expect(await changedFields(page)).toEqual(['input invoice_number']);
    }
  }
  await page.context().close();
});
