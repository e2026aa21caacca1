import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { siretFromParts } from '../../lib/directory/siret.ts';
import { createServer, type Listening } from '../../pwa/server.ts';
import { createTrainingPortal } from '../portal/app.ts';
import { versions } from '../unit/desk/directory/versions.ts';
import { axeViolations, builtApp, givenInvoice, launchBrowser, openPage, phone, temporaryFolder, visit } from './helpers.ts';

/** The data about public bodies: published beside the app, followed, refused when they are wrong, built from files; and what others are asked of them. */
const folder = temporaryFolder();
let server: Listening;
let url = '';
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(join(builtApp, 'index.html'))) throw new Error('the app is not built: node scripts/build.mjs');
  server = await createServer({ root: builtApp, directory: folder.path, portal: createTrainingPortal({}) }).listen(0, '127.0.0.1');
  url = `http://localhost:${server.port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

/** What an operator's server shows: the files of one version, that of another left out or cut short. */
function publish(at: number, { cut = false } = {}): void {
  const { manifest, files } = versions[at]!;
  for (const [name, bytes] of files)
    writeFileSync(join(folder.path, name), cut && !name.startsWith('services') ? bytes.slice(0, bytes.length / 2) : bytes);
  writeFileSync(join(folder.path, 'manifest.json'), JSON.stringify(manifest));
}

const now = (page: Page) => page.getByTestId('directory-now');
async function checkNow(page: Page, outcome: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Vérifier maintenant' }).click();
  await page.getByTestId('directory-outcome').filter({ hasText: outcome }).waitFor();
}

it('follows what its own site publishes, keeps the last good version whatever comes, and serves it without network', async () => {
  const { context, page, complaints } = await openPage(browser, url, phone);
  const fetched: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/annuaire/')) fetched.push(pathname.slice('/annuaire/'.length));
  });
  await visit(page, '#/annuaire');
  await now(page).getByText('Livré avec Coursier').waitFor();
  // Nothing is published yet, and that is no error.
  await checkNow(page, 'Il n’y a pas d’annuaire à cette adresse.');
  publish(0);
  await checkNow(page, 'Annuaire renouvelé');
  await now(page).getByText('Annuaire du 1er novembre 2026').waitFor();

  // The hospital's services come when it is chosen, and stay.
  const id = await givenInvoice(page);
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('Nom, ville ou SIRET').fill('hopital de rochebrune');
  await page.getByTestId('hits').getByRole('option').first().click();
  await page.locator('option', { hasText: 'Pharmacie 0' }).waitFor({ state: 'attached' });

  publish(1);
  fetched.length = 0;
  await visit(page, '#/annuaire');
  await checkNow(page, 'Annuaire renouvelé');
  await now(page).getByText('Annuaire du 8 novembre 2026').waitFor();
  expect(fetched.filter((name) => /^(base|services)/.test(name))).toEqual([]);
  expect(fetched.some((name) => name.startsWith('delta'))).toBe(true);

  publish(2, { cut: true });
  await checkNow(page, /abîmé, coupé ou modifié/);
  publish(0);
  await checkNow(page, 'plus ancien');
  await context.setOffline(true);
  await checkNow(page, 'ne répond pas');
  await now(page).getByText('Annuaire du 8 novembre 2026').waitFor();
  await visit(page, `#/facture/${id}/destinataire`);
  await page.locator('option', { hasText: 'Pharmacie 1' }).waitFor({ state: 'attached' });
  await context.setOffline(false);
  await page.reload();
  await visit(page, '#/annuaire');
  await now(page).getByText('Annuaire du 8 novembre 2026').waitFor();
  await page.getByLabel('Adresse de l’annuaire').fill('https://ailleurs.example/');
  await page.getByRole('button', { name: 'Suivre cette adresse' }).click();
  await page.getByText('Cette adresse ne peut pas être suivie d’ici.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
  rmSync(join(folder.path, 'manifest.json'));
});

it('builds the directory from the official files, asks the portal about one structure, and the business directory once allowed', async () => {
  const { context, page, complaints } = await openPage(browser, url, phone);
  const town = siretFromParts('21590331', '0001');
  const syndicate = siretFromParts('25590002', '0001');
  const structures = [
    'TypeIdentifiant;Identifiant;RaisonSociale;GestionEngagement;GestionService;GestionServiceEngagement;EstMOAUniquement;StructureActive;CodePostal;Ville',
    `SIRET;${town};COMMUNE DE VALBRUME;O;O;N;N;O;59550;VALBRUME`,
    'SIRET;12;ILLISIBLE;N;N;N;N;O;;',
    '',
  ].join('\n');
  const services = `Identifiant;RaisonSociale;Code;Nom;GestionEGMT;ServiceActif\n${town};X;VIEUX;Cantine;N;O\n${town};X;FACTURES_PUBLIQUES;Public;N;O\n`;
  await visit(page, '#/annuaire');
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'recettes.csv', mimeType: 'text/csv', buffer: Buffer.from('farine;eau\n1;2\n') });
  await page.getByRole('alert').filter({ hasText: 'Ses colonnes ne sont pas celles' }).waitFor();
  await now(page).getByText('Livré avec Coursier').waitFor();
  await input.setInputFiles([
    { name: 'services.csv', mimeType: 'text/csv', buffer: Buffer.from(services) },
    { name: 'structures.csv.gz', mimeType: 'application/gzip', buffer: gzipSync(structures) },
  ]);
  await page.getByTestId('directory-built').filter({ hasText: 'L’annuaire sert dès maintenant' }).waitFor();
  await page.getByText('Une ligne illisible').click();
  await page.getByText('structures.csv.gz, ligne 3 : « 12 » n’est pas un SIRET').waitFor();
  await now(page).getByText('Fait ici, avec vos fichiers').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.reload();
  await page.getByTestId('directory-now').getByText('services.csv').waitFor();

  const id = await givenInvoice(page);
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('Nom, ville ou SIRET').fill('mairie valbrume');
  await page.getByTestId('hits').getByRole('option').first().click();
  await page.getByTestId('field-serviceCode').selectOption('VIEUX');
  await page.getByRole('button', { name: 'Vérifier auprès du portail' }).click();
  const check = page.getByTestId('structure-check');
  await check.getByText('Le service « Cantine » (VIEUX) n’existe pas sur le portail.').waitFor();
  await check.getByText('Rien d’autre à fournir').waitFor();
  await check.getByText('Vérifié auprès du portail').waitFor();
  await check.getByLabel('Le faire tout seul pour chaque destinataire choisi').check();
  expect(await axeViolations(page)).toEqual([]);

  // Not a word leaves before the user agreed; then once, and what is found is marked.
  const asked: string[] = [];
  await page.route('https://recherche-entreprises.api.gouv.fr/**', (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('q') ?? '');
    const siege = { siret: syndicate, code_postal: '59360', libelle_commune: 'LE CATEAU', etat_administratif: 'A' };
    const results = [
      {
        siren: syndicate.slice(0, 9),
        nom_complet: 'SYNDICAT DES EAUX',
        nature_juridique: '7353',
        etat_administratif: 'A',
        siege,
        matching_etablissements: [],
      },
    ];
    return route.fulfill({ json: { results }, headers: { 'access-control-allow-origin': '*' } });
  });
  await page.getByRole('button', { name: 'En choisir un autre' }).click();
  await page.getByLabel('Nom, ville ou SIRET').fill('zzyzx des eaux');
  await page.getByRole('button', { name: 'Chercher dans l’annuaire public des entreprises' }).click();
  await page.getByText('recherche-entreprises.api.gouv.fr').waitFor();
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Oui, chercher' }).click();
  const hit = page.getByTestId('business').getByRole('button', { name: /SYNDICAT DES EAUX/ });
  await hit.getByText('À vérifier sur Chorus Pro').waitFor();
  expect(asked).toEqual(['zzyzx des eaux']);
  expect(await axeViolations(page)).toEqual([]);
  await hit.click();
  await page.getByText('Ce SIRET n’est dans aucune liste de cet appareil.').waitFor();
  // Agreed a moment ago: now the portal is asked by itself.
  await check.getByText('Le SIRET est le bon').waitFor();
  await visit(page, '#/annuaire');
  expect(await page.getByLabel('Chercher aussi dans l’annuaire public des entreprises').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Revenir à l’annuaire livré' }).click();
  await now(page).getByText('Livré avec Coursier').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
