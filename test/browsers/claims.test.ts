import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dossier, restoreDossier } from '../../lib/desk/dossier.ts';
import { addDays } from '../../lib/invoice/dates.ts';
import { restoreInvoice } from '../../lib/invoice/model.ts';
import { bakerInvoice } from '../unit/invoice/baker.ts';
import { axeViolations, desktop, keepDossiers, launchBrowser, long, openPage, phone, type RunningApp, startApp, visit } from './helpers.ts';

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

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });

/** Deposited at the training town hall so many days ago, as the store keeps it. */
function deposited(id: string, number: string, daysAgo: number, gross: string, statuses: readonly (readonly [number, string])[] = []): Dossier {
  const baker = bakerInvoice();
  const day = (ago: number) => addDays(today, -ago);
  const dossier = restoreDossier({
    id,
    revision: 1,
    createdAt: 1,
    updatedAt: 1,
    deletedAt: 0,
    environment: 'training',
    invoice: restoreInvoice({
      ...baker,
      invoiceNumber: number,
      issueDate: day(daysAgo),
      delivery: { date: day(daysAgo) },
      buyer: { ...baker.buyer, name: 'Mairie de Fontaine-aux-Bois', siret: '12345678200036' },
      totals: { ...baker.totals, gross, payable: gross },
    }),
    history: statuses.map(([ago, code]) => ({ at: `${day(ago)} 10:00`, code, text: '' })),
    stage: {
      state: 'deposited',
      identifiantFactureCPP: 900 + daysAgo,
      depositedAt: `${day(daysAgo)} 09:00`,
      certificate: 'CERT',
      status: statuses.at(-1)?.[1] ?? 'MISE_A_DISPOSITION',
      statusAt: '',
      numeroFluxDepot: '',
      refreshedAt: Date.now(),
    },
  });
  if (!dossier) throw new Error('no dossier');
  return dossier;
}

async function keep(page: Page, dossiers: readonly Dossier[]): Promise<void> {
  await keepDossiers(page, dossiers);
  await page.reload();
  await page.getByText('À recevoir').waitFor();
}

const late = deposited('late', 'F2026-118', 45, '320.00');
const running = deposited('running', 'F2026-130', 10, '86.40');
const suspended = deposited('suspended', 'F2026-127', 20, '54.00', [[15, 'SUSPENDUE']]);
const paidLate = deposited('paid', 'F2026-100', 80, '76.40', [[35, 'MISE_EN_PAIEMENT']]);

describe('the clock of payment', () => {
  it('counts on the follow-up screen, claims by a letter, and stops when the user was paid', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, { ...phone, acceptDownloads: true });
    await keep(page, [late, running, suspended, paidLate]);
    await page.getByText('En retard de 15 jours').waitFor();
    await visit(page, '#/facture/running/suivi');
    await page.getByTestId('clock').getByText('Reste 20 jours').waitFor();
    await visit(page, '#/facture/suspended/suivi');
    await page.getByText('Compteur arrêté').waitFor();
    await visit(page, '#/facture/late/suivi');
    // 320 € at the rate of today's half-year for fifteen days: a euro and some cents, and forty euros
    await page.getByText(/On vous doit en plus 1,\d\d\s€ d’intérêts et 40,00\s€ d’indemnité/).waitFor();
    await page.getByRole('button', { name: 'Lettre de réclamation' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Enregistrer la lettre' }).click()]);
    expect(download.suggestedFilename()).toBe(`lettre-retard-F2026-118-${today}.pdf`);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await page.getByRole('link', { name: 'Ouvrir un mail' }).getAttribute('href')).toMatch(/^mailto:\?subject=Retard%20de%20paiement/);
    await page.getByRole('button', { name: 'Fermer la lettre' }).click();
    await page.getByRole('button', { name: 'J’ai été payé…' }).click();
    await page.getByLabel('L’argent est arrivé le').fill(addDays(today, 1));
    await page.getByText('Choisissez un jour entre').waitFor();
    await page.getByLabel('L’argent est arrivé le').fill(addDays(today, -15));
    await page.getByRole('button', { name: 'C’est noté' }).click();
    await page.getByText('dans les délais').waitFor();
    await page.getByRole('button', { name: 'Finalement, pas payée' }).click();
    await page.getByText('En retard de 15 jours').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  const looks = [
    ['wide, dark', { ...desktop, colorScheme: 'dark' as const }],
    ['phone, light', { ...phone, colorScheme: 'light' as const }],
  ] as const;
  for (const [look, options] of looks.slice(0, long ? 2 : 1))
    it(`adds up what each buyer owes, with rates one can correct, without an axe violation (${look})`, async () => {
      const { context, page, complaints } = await openPage(browser, app.url, options);
      await keep(page, [late, running, suspended, paidLate]);
      expect(await axeViolations(page), 'home').toEqual([]);
      await page.getByRole('link', { name: 'Mon argent' }).click();
      await page.getByRole('heading', { name: /Mairie de Fontaine-aux-Bois/ }).waitFor();
      await page.getByText('15 jours de retard', { exact: true }).waitFor();
      await page.getByText('payée avec 15 jours de retard').waitFor();
      await page.getByText('Les taux de la loi').click();
      await page
        .getByLabel(/semestre/)
        .first()
        .fill('4');
      await page.getByText('soit 12,00 %').waitFor();
      expect(await axeViolations(page), 'retards').toEqual([]);
      await page.getByRole('button', { name: 'Enregistrer les taux' }).click();
      await page.getByText('Saisi par vous').first().waitFor();
      await page.getByRole('button', { name: 'Lettre pour ces 2 factures' }).click();
      await page.getByText('Lire le texte').click();
      expect(await axeViolations(page), 'letter').toEqual([]);
      for (const id of ['late', 'paid', 'suspended', 'running']) {
        await visit(page, `#/facture/${id}/suivi`);
        await page.getByTestId('clock').waitFor();
        expect(await axeViolations(page), id).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    });
});
