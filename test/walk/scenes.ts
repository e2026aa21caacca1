import type { Page } from 'playwright-core';
import { chaptersOf } from '../../pwa/site/pages.ts';
import { sample, visit } from '../browsers/helpers.ts';
import { book, type Records, stocked } from './stock.ts';

/** One screen in one state. */
export interface Scene {
  name: string;
  /** Brings the page there from wherever it is. */
  open(page: Page): Promise<void>;
  /** Leaves what a change of address would not: a dialog, a network cut. */
  leave?(page: Page): Promise<void>;
}

/** Scenes that share what is on the device. */
export interface Chapter {
  name: string;
  records: Records | null;
  /** Nothing answers at the portal's addresses: the states stay as they were put. */
  mute?: boolean;
  /** Shown in the extension's panel, beside a page of the training portal. */
  panel?: boolean;
  scenes: readonly Scene[];
}

const at = (name: string, hash: string): Scene => ({
  name,
  async open(page) {
    await visit(page, hash);
    // the list's own file may still be on its way: the title just seen was that of the screen before
    await page.locator('main > .waiting').waitFor({ state: 'detached' });
    await page.locator('main h1, .camera h1').first().waitFor();
  },
});

/** A page of the site beside the app, which needs no script. */
const page = (name: string, path: string): Scene => ({
  name,
  async open(shown) {
    await shown.goto(new URL(path, shown.url()).href);
    await shown.getByRole('heading', { level: 1 }).waitFor();
  },
});

/** A screen that cannot be left by its address alone. */
const opened = (name: string, hash: string, act: (page: Page) => Promise<void>): Scene => ({
  name,
  async open(page) {
    await visit(page, hash);
    await act(page);
  },
});

const closeDialog = (page: Page) => page.evaluate(() => document.querySelector<HTMLDialogElement>('dialog[open]')?.close());

/** The first visit: nothing on the device. */
const empty: Chapter = {
  name: 'vide',
  records: null,
  scenes: [
    at('accueil', '#/'),
    at('ajouter', '#/ajouter'),
    at('photo', '#/photo'),
    at('entreprise', '#/entreprise'),
    at('bons', '#/bons'),
    at('articles', '#/articles'),
    at('exporter', '#/exporter'),
    at('retards', '#/retards'),
    at('reglages', '#/reglages'),
    at('raccorder', '#/raccorder'),
    at('annuaire', '#/annuaire'),
    at('sauvegarde', '#/sauvegarde'),
    at('recevoir', '#/recevoir'),
    at('regles', '#/regles'),
    at('aide', '#/aide'),
    at('nulle-part', '#/nulle-part'),
    at('facture-disparue', '#/facture/nulle'),
    {
      name: 'hors-ligne',
      async open(page) {
        await page.context().setOffline(true);
        await visit(page, '#/');
        await page.getByRole('status').filter({ hasText: 'Sans réseau' }).waitFor();
      },
      leave: (page) => page.context().setOffline(false),
    },
    {
      ...opened('tout-effacer', '#/reglages', async (page) => {
        await page.getByRole('button', { name: 'Tout effacer de cet appareil' }).click();
        await page.locator('dialog[open]').waitFor();
      }),
      async leave(page) {
        await closeDialog(page);
      },
    },
    opened('erreur-fichier-vide', '#/ajouter', async (page) => {
      await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'vide.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
      await page.getByText('Ce fichier est vide').first().waitFor();
    }),
  ],
};

/** An invoice in each state. */
const full: Chapter = {
  name: 'factures',
  records: stocked,
  mute: true,
  scenes: [
    at('accueil', '#/'),
    at('douteuse', '#/facture/doubtful'),
    at('lecture-ratee', '#/facture/failed'),
    at('destinataire-a-choisir', '#/facture/doubtful/destinataire'),
    opened('destinataires-trouves', '#/facture/doubtful/destinataire', async (page) => {
      await page.getByLabel('Nom, ville ou SIRET').fill('mairie');
      await page.getByTestId('hits').locator('button').first().waitFor();
    }),
    at('pas-prete', '#/facture/doubtful/prete'),
    at('a-ecrire', '#/facture/ready'),
    at('destinataire', '#/facture/ready/destinataire'),
    at('prete', '#/facture/ready/prete'),
    at('apercu', '#/facture/ready/apercu'),
    at('en-attente', '#/facture/waiting/suivi'),
    at('nouvel-essai', '#/facture/retry/suivi'),
    at('sans-reponse', '#/facture/unconfirmed/suivi'),
    at('refusee', '#/facture/refused/suivi'),
    at('envoyee', '#/facture/sent/suivi'),
    at('suspendue', '#/facture/suspended/suivi'),
    at('a-recycler', '#/facture/sent-back/suivi'),
    at('reprendre', '#/facture/sent-back/reprendre'),
    at('reponse-refusee', '#/facture/answer-refused/suivi'),
    at('rejetee', '#/facture/rejected/suivi'),
    at('en-retard', '#/facture/late/suivi'),
    opened('lettre', '#/facture/late/suivi', async (page) => {
      await page.getByRole('button', { name: 'Lettre de réclamation' }).click();
      await page.getByRole('button', { name: 'Enregistrer la lettre' }).waitFor();
    }),
    at('payee', '#/facture/paid/suivi'),
    at('par-le-formulaire', '#/facture/by-form/suivi'),
    at('avoir', '#/facture/credit-note'),
    at('noms-longs', '#/facture/long-names'),
    at('noms-longs-prete', '#/facture/long-names/prete'),
    at('bons', '#/bons'),
    at('bon', '#/bon/note-1'),
    at('articles', '#/articles'),
    at('exporter', '#/exporter'),
    at('retards', '#/retards'),
    at('entreprise', '#/entreprise'),
    at('sauvegarde', '#/sauvegarde'),
    opened('nouvelle', '#/', async (page) => {
      await page.getByRole('button', { name: 'Écrire une facture' }).click();
      await page.getByRole('heading', { name: 'Écrire' }).waitFor();
    }),
    {
      name: 'supprimee-annuler',
      async open(page) {
        await visit(page, '#/facture/long-names');
        await page.getByRole('button', { name: 'Supprimer cette facture' }).click();
        await page.getByText('Facture supprimée.').waitFor();
      },
    },
  ],
};

const several: Chapter = {
  name: 'entreprises',
  records: {
    ...stocked,
    values: [
      { key: 'companies', value: book },
      { key: 'settings', value: { environment: 'qualification' } },
    ],
  },
  scenes: [at('accueil', '#/'), at('entreprise', '#/entreprise'), at('reglages', '#/reglages'), at('raccorder', '#/raccorder')],
};

/** Of the invoice that the page shows. */
const idOf = (page: Page) => /facture\/([^/]+)/.exec(page.url())?.[1] ?? '';

/** From the picture of the example to the portal's answer: the engine reads it for good. */
const sending: Chapter = {
  name: 'envoi',
  records: null,
  scenes: [
    {
      name: 'lecture',
      async open(page) {
        if (await page.getByRole('heading', { name: 'Vérifier' }).isVisible()) return;
        await visit(page, '#/ajouter');
        await page.getByLabel('Choisir un fichier').setInputFiles(sample);
        await page.getByRole('heading', { name: 'Lecture de la facture' }).waitFor();
      },
    },
    {
      name: 'lue',
      async open(page) {
        await page.getByRole('heading', { name: 'Vérifier' }).waitFor({ timeout: 180_000 });
        await page.getByTestId('field-invoiceNumber').last().waitFor();
      },
    },
    {
      name: 'cadrer',
      open: (page) => visit(page, `#/facture/${idOf(page)}/cadrer`),
    },
    {
      name: 'envoyee',
      async open(page) {
        const id = idOf(page);
        await visit(page, `#/facture/${id}`);
        await page.getByTestId('field-delivery.date').last().fill('2026-11-20');
        await visit(page, `#/facture/${id}/destinataire`);
        await page.getByText('Vous facturez à').waitFor();
        await visit(page, `#/facture/${id}/prete`);
        await page.getByTestId('ready').waitFor();
        await page.getByRole('button', { name: 'Envoyer au portail d’entraînement' }).click();
        await page.getByTestId('sent').waitFor({ timeout: 60_000 });
      },
    },
  ],
};

const site: Chapter = {
  name: 'site',
  records: null,
  scenes: [
    page('bienvenue', '/bienvenue'),
    page('guide', '/guide'),
    ...chaptersOf().map(({ slug }) => page(`guide-${slug}`, `/guide/${slug}`)),
    page('accessibilite', '/accessibilite'),
  ],
};

/** The panel, 360 px wide: what the extension alone shows, and the screens that fill it most. */
const panel: Chapter = {
  name: 'panneau',
  records: stocked,
  panel: true,
  scenes: [
    at('accueil', '#/'),
    at('ajouter', '#/ajouter'),
    at('douteuse', '#/facture/doubtful'),
    at('destinataire', '#/facture/ready/destinataire'),
    at('prete', '#/facture/ready/prete'),
    at('remplir', '#/facture/ready/remplir'),
    at('page', '#/page'),
    at('suivi', '#/facture/sent-back/suivi'),
    at('reglages', '#/reglages'),
    at('aide', '#/aide'),
  ],
};

export const chapters: readonly Chapter[] = [empty, full, several, sending, site, panel];
