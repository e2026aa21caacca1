import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { depositByPdf } from '../../../lib/portal/deposit.ts';
import { answerErrors, examples, operations, requestErrors } from '../../portal/contract.ts';
import { calls } from '../../portal/routes.ts';
import { bakerInvoice, bench, pdf } from './bench.ts';
import { photo } from './contract-bench.ts';

/** A portal with a deposited invoice, and any call of it, judged on both sides. */
async function world() {
  const { portal, client } = bench();
  const form = 'grant_type=client_credentials&client_id=entrainement&client_secret=entrainement&scope=openid';
  const granted = await portal.app.request('/api/oauth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form,
  });
  const headers = {
    authorization: `Bearer ${((await granted.json()) as { access_token: string }).access_token}`,
    'cpro-account': btoa('TECH_1_ENTRAINEMENT@cpro.fr:entrainement'),
    'content-type': 'application/json',
  };
  const send = (path: string, body: Record<string, unknown>) => portal.app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const ask = async (path: string, body: Record<string, unknown>) => {
    expect(requestErrors(path, 'POST', body)).toEqual([]);
    const answer = await send(path, body);
    const said = (await answer.json()) as Record<string, unknown>;
    expect(answerErrors(path, answer.status, said, { strict: true })).toEqual([]);
    return { status: answer.status, said };
  };
  return { portal, client, ask, send };
}

const factures = '/cpro/factures/v1';
const transverses = '/cpro/transverses/v1';
const typed = {
  modeDepot: 'SAISIE_API',
  destinataire: { codeDestinataire: '12345678200051' },
  fournisseur: { idFournisseur: 160, codeCoordonneesBancairesFournisseur: 132 },
  cadreDeFacturation: { codeCadreFacturation: 'A1_FACTURE_FOURNISSEUR' },
  references: { deviseFacture: 'EUR', typeFacture: 'FACTURE', typeTva: 'TVA_SUR_DEBIT', modePaiement: 'VIREMENT' },
  lignePoste: [
    {
      lignePosteNumero: 1,
      lignePosteReference: 'R1',
      lignePosteDenomination: 'Pain',
      lignePosteQuantite: 10,
      lignePosteUnite: 'lot',
      lignePosteMontantUnitaireHT: 50,
      lignePosteMontantRemiseHT: 0,
      lignePosteTauxTva: 'TVA20',
    },
  ],
  ligneTva: [{ ligneTvaTaux: 'TVA20', ligneTvaMontantBaseHtParTaux: 500, ligneTvaMontantTvaParTaux: 100 }],
  montantTotal: { montantHtTotal: 500, montantTVA: 100, montantTtcTotal: 600, montantRemiseGlobaleTTC: 0, montantAPayer: 600 },
  commentaire: 'coursier:abc',
};

describe('what the portal answers beyond the client’s calls', () => {
  it.each(Object.keys(calls).filter((path) => /recuperer\//.test(path) && !/actives|coordbanc/.test(path)))('%s is valid', async (path) => {
    const { ask } = await world();
    const { said } = await ask(path, {});
    expect(said.codeRetour).toBe(0);
    expect(Object.values(said).some((value) => Array.isArray(value) && value.length > 0)).toBe(true);
  });

  it('every route is an operation of the contract; the operations it lacks are 403 with an empty body', async () => {
    const { send } = await world();
    for (const path of Object.keys(calls)) expect(operations.map((operation) => operation.path)).toContain(path);
    const lacking = operations.filter(
      (operation) => !(operation.path in calls) && operation.path.startsWith('/cpro/') && operation.method === 'POST',
    );
    for (const { path } of lacking) {
      const answer = await send(path, {});
      expect([answer.status, await answer.text()], path).toEqual([403, '{}']);
    }
    // Named in the README.
    expect(lacking).toHaveLength(12);
  });

  it('lists what waits for the supplier', async () => {
    const { ask, client, portal } = await world();
    expect((await ask(`${factures}/rechercher/atraiter/fournisseur`, {})).said.codeRetour).toBe(20000);
    const { identifiantFactureCPP: id } = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    portal.control.push(id, 'REJETEE', 'EJ incorrect ou inexistant');
    const { said } = await ask(`${factures}/rechercher/atraiter/fournisseur`, { masquerRejetee: false });
    expect(said.listeFactures).toMatchObject([{ identifiantFactureCPP: id, statut: 'REJETEE' }]);
    expect((await ask(`${factures}/rechercher/atraiter/fournisseur`, { masquerRejetee: true })).said.codeRetour).toBe(20000);
  });

  it('writes the report of a flow as a PDF, at its end', async () => {
    const { ask, client } = await world();
    const flow = await client.depositFlow({ name: 'f.xml', type: 'text/xml', bytes: new TextEncoder().encode('<x/>') });
    expect((await ask(`${transverses}/consulterCR`, { numeroFluxDepot: flow })).said.fichierCR).toBeNull();
    for (let look = 0; look < 4; look++) await client.flowReport(flow);
    const { said } = await ask(`${transverses}/consulterCR`, { numeroFluxDepot: flow });
    expect(said.etatCourantFlux).toBe('IN_REJETE');
    expect(atob(String(said.fichierCR))).toMatch(/^%PDF/);
  });
});

describe('SAISIE_API', () => {
  it('numbers the invoice itself, dates it of the day, and keeps lines, VAT and comment', async () => {
    const { ask } = await world();
    const { said } = await ask(`${factures}/soumettre`, typed);
    expect(said.numeroFacture).toMatch(/^2026\d{16}$/);
    const { said: read } = await ask(`${factures}/consulter/fournisseur`, { identifiantFactureCPP: said.identifiantFactureCPP });
    expect(read.facture).toMatchObject({
      commentaire: 'coursier:abc',
      modeDepot: 'SAISIE_API',
      pieceJointePrincipale: null,
      references: { dateFacture: '2026-11-24', modePaiement: 'VIREMENT', typeTva: 'TVA_SUR_DEBIT' },
      lignesDePoste: { lignePoste: [{ lignePosteDenomination: 'Pain', lignePosteMontantHtApresRemise: 500, lignePosteTauxTva: 'TVA20' }] },
      recapitulatifDeTva: { ligneTva: [{ ligneTvaTauxRefCode: 'TVA20', ligneTvaMontantBaseHtParTaux: 500 }] },
      fournisseur: { idFournisseur: 160, coordBancairesFournisseurId: 132 },
    });
    const { said: file } = await ask(`${factures}/telecharger/groupe`, {
      format: 'PDF',
      listeFacture: [{ idFacture: said.identifiantFactureCPP }],
    });
    expect(atob(String(file.fichierResultat))).toMatch(/^%PDF/);
  });

  it('answers HTTP 500 to a date, as seen live', async () => {
    const { portal, send } = await world();
    expect((await send(`${factures}/soumettre`, { ...typed, dateFacture: '2026-11-24' })).status).toBe(500);
    expect(portal.control.invoices()).toEqual([]);
  });

  const line = typed.lignePoste[0];
  it.each([
    ['no line', { lignePoste: [] }, 99001],
    ['no VAT recap', { ligneTva: [] }, 99001],
    ['an own number', { numeroFactureSaisi: 'F1' }, 99005],
    ['a line without name', { lignePoste: [{ ...line, lignePosteDenomination: '' }] }, 99024],
    ['a line without quantity', { lignePoste: [{ ...line, lignePosteQuantite: undefined }] }, 99024],
    ['a rate that the portal does not know', { lignePoste: [{ ...line, lignePosteTauxTva: 'TVA19' }] }, 99024],
    ['two rates', { lignePoste: [{ ...line, lignePosteTauxTvaManuel: 20 }] }, 99024],
    ['lines that do not make the total', { lignePoste: [{ ...line, lignePosteQuantite: 9 }] }, 99027],
    ['a recap that does not make the total', { ligneTva: [{ ...typed.ligneTva[0], ligneTvaMontantBaseHtParTaux: 400 }] }, 99026],
    ['an account of somebody else', { fournisseur: { idFournisseur: 160, codeCoordonneesBancairesFournisseur: 133 } }, 99028],
    ['a company that is not ours', { fournisseur: { idFournisseur: 161 } }, 99017],
  ])('refuses %s', async (_, change, code) => {
    const { portal, send } = await world();
    expect(await (await send(`${factures}/soumettre`, { ...typed, ...change })).json()).toMatchObject({ codeRetour: code });
    expect(portal.control.invoices()).toEqual([]);
  });
});

describe('downloads', () => {
  it('several invoices come in a ZIP, one folder each; documents when asked for', async () => {
    const { client } = await world();
    const one = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [photo] });
    const two = await depositByPdf(client, { invoice: bakerInvoice({ invoiceNumber: 'F2026-002' }), pdf, attachments: [] });
    const ids = [one.identifiantFactureCPP, two.identifiantFactureCPP];
    expect(Object.keys(unzipSync(await client.download(ids)))).toEqual(
      ['F2026-001', 'F2026-002'].map((number, rank) => `${number}-${ids[rank]}/${number}-${ids[rank]}.pdf`),
    );
    const whole = unzipSync(await client.download(ids, { withDocuments: true }));
    expect(Object.keys(whole)).toHaveLength(3);
    expect(Object.entries(whole).find(([name]) => name.endsWith('photo.jpg'))?.[1]).toEqual(photo.bytes);
    const xml = new TextDecoder().decode(await client.download([one.identifiantFactureCPP], { format: 'PIVOT' }));
    expect(xml).toContain('<NumeroFacture>F2026-001</NumeroFacture>');
    expect(xml).toContain('non certifié');
  });
});

it('takes the examples of the contract for its own calls', async () => {
  expect(examples()).toHaveLength(71);
  const { ask, portal } = await world();
  const [saisie, depot] = ['saisieApi', 'depotPdf'].map(
    (name) => operations.find((operation) => operation.id === 'soumettreFacture')?.request['application/json']?.examples?.[name]?.value,
  ) as Record<string, unknown>[];
  expect((await ask(`${factures}/soumettre`, saisie ?? {})).said.codeRetour).toBe(0);
  portal.state.files.push({ id: 4242, nom: 'F2026-001.pdf', type: 'application/pdf', base64: 'JVBERi0=' });
  expect((await ask(`${factures}/soumettre`, depot ?? {})).said.codeRetour).toBe(0);
});
