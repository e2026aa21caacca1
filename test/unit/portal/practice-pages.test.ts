import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../lib/invoice/complete.ts';
import { restoreInvoice } from '../../../lib/invoice/model.ts';
import { expectedOf } from '../../bench/fill-expected.ts';
import { createTrainingPortal } from '../../portal/app.ts';
import { buildNames, fields, formNames } from '../../portal/pages/fields.ts';
import { band } from '../../portal/pages/layout.ts';
import { idOf, keysIn, nameOf } from '../../portal/pages/names.ts';
import { ordinaryForms } from '../../portal/pages/ordinary/forms.ts';
import { proposedSums } from '../../portal/pages/sums.ts';
import { renamed } from '../../portal/pages/switches.ts';
import { amountIn, complaintsOf, dayIn, frenchAmount, frenchDay } from '../../portal/pages/values.ts';
import { textPdf } from '../../portal/paper.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { bakerInvoice } from './bench.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');

/** A browser without a screen: keeps its cookie, follows redirects. */
function visitor() {
  const portal = createTrainingPortal({ now: () => NOW, random: () => 0.5 });
  let cookie = '';
  let place = '/formulaires/';
  async function go(path: string, init: RequestInit = {}): Promise<Response> {
    place = new URL(path, `http://localhost${place}`).pathname + new URL(path, `http://localhost${place}`).search;
    const answer = await portal.app.request(place, { ...init, headers: { cookie } });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const next = answer.headers.get('location');
    return next ? go(next) : answer;
  }
  const post = (fields: Record<string, string | File>, path = place) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return go(path, { method: 'POST', body });
  };
  return { portal, go, post, place: () => place };
}

const line = {
  'lignes[0].denomination': 'Baguettes',
  'lignes[0].quantite': '100',
  'lignes[0].unite': 'pièce',
  'lignes[0].prixUnitaire': '1,05',
  'lignes[0].tauxTva': 'TVA5',
  'tva[0].taux': 'TVA5',
  'tva[0].base': '105,00',
  'tva[0].montant': '5,78',
};
const totals = { 'montants.ht': '105', 'montants.tva': '5,78', 'montants.ttc': '110,78', 'montants.net': '110.78' };
const references = { 'references.typeTva': 'TVA_SUR_DEBIT', 'references.modePaiement': 'VIREMENT' };
const namedFor = (build: 'classique' | 'tableau', form: 'saisir' | 'deposer', values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [nameOf(build, form, key), value]));

async function invoicePdf(): Promise<File> {
  const bytes = await textPdf('Facture n° F2026-77', [
    'Date : 20/11/2026',
    'SIRET client : 12345678200028',
    'Code service : TRAVAUX',
    'Engagement : EJ55',
    'Total HT : 105,00',
    'Total TVA : 5,78',
    'Total TTC : 110,78',
    'Net à payer : 110,78',
  ]);
  return new File([Buffer.from(bytes)], 'F2026-77.pdf', { type: 'application/pdf' });
}

describe('the practice pages', () => {
  it('all carry the band, and none carries an inline script or a key of ours', async () => {
    const { go } = visitor();
    const paths = [
      '',
      ...buildNames.flatMap((build) => ['accueil', 'saisir', 'deposer', 'factures', 'connexion'].map((name) => `${build}/${name}`)),
      ...['connexion', 'accueil', 'saisir'].map((name) => `imitation/${name}`),
      'tableau/f-saisir',
      'ordinaires/',
      ...Object.keys(ordinaryForms).map((name) => `ordinaires/${name}`),
    ];
    expect(Object.keys(ordinaryForms)).toHaveLength(20);
    for (const path of paths) {
      const answer = await go(`/formulaires/${path}`);
      const text = await answer.text();
      expect(answer.status, path).toBe(200);
      expect(text, path).toContain(band);
      expect(text, path).not.toMatch(/<script>|<script (?!src=)|\son\w+="/);
      for (const { key } of fields) if (key.includes('[]') || key.startsWith('montants.')) expect(text, path).not.toContain(`"${key}"`);
      expect(answer.headers.get('content-security-policy'), path).toContain("script-src 'self'");
    }
  });

  it('play « saisir » in two pages, and the invoice stands in the books', async () => {
    const { portal, go, post, place } = visitor();
    const form = namedFor('classique', 'saisir', { 'espace.mandat': 'true', ...references });
    await go('/formulaires/classique/saisir');
    expect(place()).toContain('execution=e1s1');
    await post({ _eventId_choisirStructure: '1', selection: '12345678200051', ...form });
    const second = await post({ _eventId_continuer: '1', ...form, [nameOf('classique', 'saisir', 'destinataire.siret')]: '12345678200051' });
    expect(await second.text()).toContain('Ligne de poste 1');
    await post({ _eventId_ajouter_lignes: '1', ...namedFor('classique', 'saisir', line) });
    expect(portal.control.pages.held()).toMatchObject({ 'lignes[0].denomination': 'Baguettes', 'lignes[1].numero': '2' });
    const end = await post({ _eventId_envoyer: '1', ...namedFor('classique', 'saisir', totals) });
    const text = await end.text();
    expect(text).toContain('Votre facture a été envoyée');
    const [invoice] = portal.control.invoices();
    expect(invoice).toMatchObject({ montantTTC: 110.78, statut: 'DEPOSEE', modeDepot: 'SAISIE_API', codeDestinataire: '12345678200051' });
    expect(text).toContain(invoice?.numeroFacture);
    expect(portal.control.pages.received()).toMatchObject([{ build: 'classique', action: 'envoi', outcome: { statut: 'DEPOSEE' } }]);
    const list = await go('/formulaires/classique/factures');
    expect(await list.text()).toContain('Déposée');
    portal.control.push(invoice?.identifiantFactureCPP ?? 0, 'A_RECYCLER', 'SE Incorrect');
    expect(await (await go('/formulaires/tableau/f-factures')).text()).toContain('À RECYCLER');
  });

  it('read a PDF by its keywords, wait for the recipient to be chosen, and keep a draft as a draft', async () => {
    const { portal, go, post } = visitor();
    await go('/formulaires/tableau/f-deposer');
    const begun = await post({
      _eventId_continuer: '1',
      ...namedFor('tableau', 'deposer', { 'depot.format': 'PDF_NON_SIGNE', 'depot.cadre': 'A1_FACTURE_FOURNISSEUR' }),
      [nameOf('tableau', 'deposer', 'depot.fichier')]: await invoicePdf(),
    });
    const text = await begun.text();
    for (const value of ['F2026-77', '20/11/2026', '12345678200028', 'EJ55', '110,78']) expect(text).toContain(`value="${value}"`);
    expect(await (await post({ _eventId_envoyer: '1', ...namedFor('tableau', 'deposer', references) })).text()).toContain(
      'sélectionnez la structure',
    );
    await post({ _eventId_enregistrer: '1' });
    expect(portal.control.pages.received().map(({ action }) => action)).toEqual(['envoi', 'brouillon']);
    expect(portal.control.invoices()).toEqual([]);
    expect(await (await go('/formulaires/tableau/f-factures')).text()).toContain('BROUILLON');
  });

  it('take the choice « XML » as a flow, of which nothing is said sent yet', async () => {
    const { portal, go, post } = visitor();
    const cii = new File([ciiOf(bakerInvoice())], 'F2026-001.xml', { type: 'text/xml' });
    await go('/formulaires/classique/deposer');
    const taken = await post({
      _eventId_continuer: '1',
      ...namedFor('classique', 'deposer', { 'depot.format': 'XML', 'depot.cadre': 'A1_FACTURE_FOURNISSEUR' }),
      [nameOf('classique', 'deposer', 'depot.fichier')]: cii,
    });
    expect(await taken.text()).toMatch(/CPP\d{22}.*En attente de traitement/s);
    const other = await post(
      { fabrication: 'react', formulaire: 'deposer', action: 'envoi', valeurs: '{"depot.format":"XML"}', 'depot.fichier': cii },
      '/formulaires/donnees/facture',
    );
    expect(await other.json()).toMatchObject({ flux: expect.stringMatching(/^CPP/) });
    expect(portal.control.pages.received()).toMatchObject([{ outcome: { flux: expect.any(String) } }, { outcome: { flux: expect.any(String) } }]);
    expect(portal.control.invoices()).toEqual([]);
  });

  it('take what the scripts of the other builds send, and refuse with the portal’s own words', async () => {
    const { portal, go, post } = visitor();
    await go('/formulaires/react/deposer');
    const values = {
      ...references,
      ...totals,
      'destinataire.siret': '12345678200028',
      'depot.format': 'PDF_NON_SIGNE',
      'depot.cadre': 'A1_FACTURE_FOURNISSEUR',
      'fournisseur.structure': '12345678200010',
      'references.numero': 'F2026-77',
      'references.date': '20/11/2026',
      'references.devise': 'EUR',
      'references.type': 'FACTURE',
    };
    const send = async (more: Record<string, string> = {}) =>
      post(
        {
          fabrication: 'react',
          formulaire: 'deposer',
          action: 'envoi',
          valeurs: JSON.stringify({ ...values, ...more }),
          'depot.fichier': await invoicePdf(),
        },
        '/formulaires/donnees/facture',
      );
    expect(await (await send()).json()).toEqual({ refus: ['Le code service est obligatoire pour cette structure destinataire'] });
    const taken = await send({ 'destinataire.service': 'TRAVAUX', 'references.engagement': 'EJ55' });
    expect(await taken.json()).toMatchObject({ facture: { numero: 'F2026-77', etat: 'Déposée' } });
    expect(portal.control.invoices()[0]).toMatchObject({ modeDepot: 'DEPOT_PDF_API', numeroBonCommande: 'EJ55', dateFacture: '2026-11-20' });
    expect(portal.control.pages.received().at(-1)?.files).toMatchObject([{ key: 'depot.fichier', name: 'F2026-77.pdf' }]);
  });

  it.each(formNames)('take every draft of the fixtures whose « %s » is well filled', async (form) => {
    const { portal, go, post } = visitor();
    await go('/formulaires/react/saisir');
    const folder = new URL('../../fixtures/drafts/', import.meta.url);
    const refused: string[] = [];
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    for (const name of names) {
      portal.control.fault('unicite-absente', true);
      const invoice = complete(restoreInvoice(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
      if (invoice.serviceCode) portal.control.pages.teach(invoice.buyer.siret, invoice.buyer.name, [{ code: invoice.serviceCode, name: 'Service' }]);
      const values: Record<string, string> = { 'fournisseur.structure': '12345678200010', ...(form === 'saisir' ? { 'espace.mandat': 'true' } : {}) };
      for (const [key, wanted] of Object.entries(expectedOf(invoice, form))) values[key] = wanted?.[0] ?? 'unité';
      const answer = await post(
        {
          fabrication: 'react',
          formulaire: form,
          action: 'envoi',
          valeurs: JSON.stringify(values),
          ...(form === 'deposer' ? { 'depot.fichier': new File(['%PDF-1.7'], 'f.pdf') } : {}),
        },
        '/formulaires/donnees/facture',
      );
      if (!answer.ok) refused.push(`${name}: ${JSON.stringify(await answer.json())}`);
    }
    expect(refused).toEqual([]);
    expect(portal.control.invoices()).toHaveLength(names.length);
  });

  it('lose their session half-way when asked to', async () => {
    const { portal, go, post } = visitor();
    await go('/formulaires/classique/saisir?essai=session-expiree');
    await post({ _eventId_rafraichir: '1' });
    const lost = await post({ _eventId_rafraichir: '1' });
    expect(await lost.text()).toContain('Votre session a expiré');
    portal.control.pages.set('session-expiree');
    await go('/formulaires/material/saisir');
    const ask = () => post({ fabrication: 'material', formulaire: 'saisir', action: 'brouillon', valeurs: '{}' }, '/formulaires/donnees/facture');
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(401);
  });

  it('rename fields, and want one more, when asked to', async () => {
    const { go, post } = visitor();
    const text = await (await go('/formulaires/classique/saisir?essai=champs-renommes,champ-inconnu')).text();
    expect(text).toContain(renamed['references.engagement']?.label);
    expect(text).not.toContain('Numéro d’engagement');
    expect(text).toContain('Programme budgétaire');
    const refused = await (await post({ _eventId_envoyer: '1' })).text();
    expect(refused).toContain('« Programme budgétaire de rattachement » est obligatoire');
  });

  it('find structures by number, name or town, and any service of a structure known by its number alone', async () => {
    const { portal, go } = visitor();
    const ask = async (path: string) => (await go(`/formulaires/donnees/${path}`)).json();
    expect(await ask('structures?q=ccas fontaine')).toMatchObject([{ siret: '12345678200028' }]);
    expect(await ask('structures?siret=21590242000011')).toMatchObject([{ siret: '21590242000011' }]);
    expect(await ask('structures?siret=21590242000012')).toEqual([]);
    expect(await ask('services?siret=21590242000011')).toEqual([]);
    expect(await ask('services?siret=21590242000011&code=CANTINE01')).toMatchObject([{ code: 'CANTINE01' }]);
    portal.control.pages.teach('21590242000011', 'Commune d’essai', [{ code: 'ECOLE', name: 'Écoles' }]);
    expect(await ask('services?siret=21590242000011')).toEqual([{ code: 'ECOLE', name: 'Écoles' }]);
    expect(await ask('structures?siret=21590242000011')).toMatchObject([{ name: 'Commune d’essai' }]);
  });
});

describe('what the forms read', () => {
  it('gives every field of the two rendered builds a name and an id of its own, read back to its key', () => {
    for (const form of formNames)
      for (const build of ['classique', 'tableau'] as const) {
        const keys = fields.filter((field) => field.forms.includes(form)).map((field) => field.key.replace('[]', '[2]'));
        expect(new Set(keys.map((key) => nameOf(build, form, key))).size).toBe(keys.length);
        expect(new Set(keys.map((key) => idOf(form, key))).size).toBe(keys.length);
        const posted = Object.fromEntries(keys.map((key) => [nameOf(build, form, key), key]));
        expect(keysIn(build, form, posted, [])).toEqual(Object.fromEntries(keys.map((key) => [key, key])));
      }
    expect(idOf('saisir', 'lignes[1].quantite')).toBe('GDP_SaisieFacture_LignesPoste_1_Quantite');
  });

  it('says each field in other words from one build to another', () => {
    const same = fields.filter((field) => new Set(Object.values(field.labels)).size === 1);
    expect(same.map((field) => field.key)).toEqual([]);
  });

  it('reads amounts and days as it writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (cents) => {
        expect(amountIn(frenchAmount(cents / 100))).toBeCloseTo(cents / 100, 6);
      }),
    );
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(dayIn(frenchDay(iso))).toBe(iso);
      }),
    );
    expect([dayIn('31/02/2026'), dayIn('2026-02-03'), amountIn('12 €'), amountIn('douze')]).toEqual([null, null, 12, null]);
  });

  it('complains of what is missing or unreadable, by the label shown', () => {
    const complaints = complaintsOf('saisir', { ...line, 'lignes[0].quantite': 'cent' }, (key) => key);
    expect(complaints).toContain('Le champ « lignes[0].quantite » n’est pas un nombre.');
    expect(complaints).toContain('Le champ « espace.mandat » est obligatoire.');
    expect(complaintsOf('saisir', {}, (key) => key)).toContain('Ajoutez au moins une ligne de poste.');
  });

  it('adds up the lines as a page would', () => {
    expect(proposedSums(line)).toMatchObject({ 'tva[0].taux': 'TVA5', 'tva[0].montant': '5,78', 'montants.ttc': '110,78' });
    expect(proposedSums({})).toEqual({});
  });
});
