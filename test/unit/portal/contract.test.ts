import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import { writeJson } from '../../../lib/portal/api/json.ts';
import { depositByFlow, depositByPdf, findDeposit, type SubmissionParts, submissionBody } from '../../../lib/portal/deposit.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { answerErrors, examples, operations, requestErrors, schemaCount } from '../../portal/contract.ts';
import { contractFetch } from '../../portal/contract-fetch.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { invoices } from '../formats/arbitrary.ts';
import { bakerInvoice, pdf, START } from './bench.ts';
import { contracted, coverage } from './contract-bench.ts';

const photo = { name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) };
const parts: SubmissionParts = { idFournisseur: 160, bankAccount: 132, mainFile: { id: 4242, name: 'F2026-001.pdf' }, attachments: [] };
const piece = { pieceJointeComplementaireDesignation: 'BL-12.pdf', pieceJointeComplementaireType: '', pieceJointeComplementaireId: 4243 };
const submitErrors = (body: unknown) => requestErrors(paths.submit.path, 'POST', body, 'application/json;charset=utf-8');

describe('the contract', () => {
  it('holds 47 operations, 172 schemas and 71 examples, all valid against it', () => {
    const all = examples();
    expect([operations.length, schemaCount, all.length]).toEqual([47, 172, 71]);
    expect(all.filter((example) => example.errors.length > 0)).toEqual([]);
  });

  it('knows every path of the client, with its method', () => {
    for (const { path, method } of Object.values(paths)) expect(operations, path).toContainEqual(expect.objectContaining({ path, method }));
  });

  const valid = JSON.parse(writeJson(submissionBody(bakerInvoice(), parts))) as Record<string, Record<string, unknown>>;
  it.each<[string, Record<string, unknown>, string]>([
    ['an invented member', { ...valid, idFacture: 1 }, '(idFacture)'],
    ['an invented member deep inside', { ...valid, references: { ...valid.references, numeroEngagement: 'EJ' } }, '/references'],
    ['a missing one', { ...valid, destinataire: undefined }, 'destinataire'],
    ['a number of 21 characters', { ...valid, numeroFactureSaisi: 'F2026-000000000000001' }, '/numeroFactureSaisi'],
    ['a space in the number', { ...valid, numeroFactureSaisi: 'F 1' }, '/numeroFactureSaisi'],
    ['a value outside the list', { ...valid, references: { ...valid.references, typeTva: 'SANS TVA' } }, '/references/typeTva'],
    ['an amount as a text', { ...valid, montantTotal: { ...valid.montantTotal, montantTVA: '5.78' } }, '/montantTotal/montantTVA'],
    ['seven decimals', { ...valid, montantTotal: { ...valid.montantTotal, montantTVA: 5.7800001 } }, '/montantTotal/montantTVA'],
    ['a French date', { ...valid, dateFacture: '20/11/2026' }, '/dateFacture'],
    ['two main files', { ...valid, pieceJointePrincipale: [{}, {}] }, '/pieceJointePrincipale'],
    ['a null where the contract has none', { ...valid, commentaire: null }, '/commentaire'],
    ['a payment mode on a credit note', { ...valid, references: { ...valid.references, typeFacture: 'AVOIR' } }, 'credit note'],
    ['an own number in SAISIE_API', { ...valid, modeDepot: 'SAISIE_API' }, 'the portal gives the number'],
    ['a line without rate', { ...valid, lignePoste: [{ lignePosteNumero: 1 }] }, '/lignePoste/0'],
  ])('refuses %s in a request', (_, body, said) => {
    expect(submitErrors(valid)).toEqual([]);
    expect(submitErrors(JSON.parse(JSON.stringify(body))).join('\n')).toContain(said);
  });

  it('refuses an unknown path, another method, another content type and a body where none is meant', () => {
    expect(requestErrors('/cpro/factures/v1/consulterCR', 'POST', {})).not.toEqual([]);
    expect(requestErrors(paths.history.path, 'GET', { idFacture: 1 })).not.toEqual([]);
    expect(requestErrors(paths.history.path, 'POST', { idFacture: 1 }, 'text/plain')).not.toEqual([]);
    expect(requestErrors(paths.health.path, 'GET', {})).not.toEqual([]);
    expect(requestErrors(`https://api.piste.gouv.fr${paths.history.path}`, 'POST', { idFacture: 1 })).toEqual([]);
  });

  it('takes nulls, absences and new members in an answer, but no other type; of our own portal no new member either', () => {
    const answer = { codeRetour: 0, libelle: null, statutCourantCode: 'NOUVEAU_STATUT', nouveau: 1, historiquesDesStatuts: null };
    expect(answerErrors(paths.history.path, 200, answer)).toEqual([]);
    expect(answerErrors(paths.history.path, 200, { ...answer, idFacture: '12' })[0]).toContain('/idFacture');
    const strict = answerErrors(paths.history.path, 200, answer, { strict: true }).join('\n');
    expect(strict).toContain('(nouveau)');
    expect(strict).toContain('/statutCourantCode');
    expect(answerErrors(paths.history.path, 200, { codeRetour: 20000 }, { strict: true })[0]).toContain('libelle');
    expect(answerErrors(paths.history.path, 200, undefined)).toEqual(['/ is not JSON']);
    expect(answerErrors(paths.history.path, 418, {}, { strict: true })).not.toEqual([]);
  });
});

describe('every call of the client, and every answer of the training portal', () => {
  it('directory: by SIRET, by name, by town, by all, and without result', async () => {
    const { client, clean } = contracted();
    await client.health();
    const [found] = await client.searchStructures({ siret: '12345678200028' });
    await client.searchStructures({ name: 'école' });
    await client.searchStructures({ town: 'Villeneuve' });
    await client.searchStructures({ siret: '12345678200028', name: 'a', town: 'b' });
    await client.searchStructures({});
    await client.searchStructures({ siret: '11111111111111' });
    const id = found?.idStructureCPP ?? 0;
    await client.structure(id);
    await client.structure(160);
    for (const { idService } of await client.searchServices(id)) await client.service(id, idService ?? 0);
    await expect(client.structure(1)).rejects.toThrow();
    await expect(client.service(id, 1)).rejects.toThrow();
    clean();
  });

  it('supplier: structures, bank accounts of ours and of others, rates, payment modes', async () => {
    const { client, clean } = contracted();
    expect(await client.ownStructures()).not.toEqual([]);
    expect(await client.bankAccounts(160)).not.toEqual([]);
    await client.bankAccounts(25783751);
    expect(await client.vatRates()).not.toEqual([]);
    await client.paymentModes();
    clean();
  });

  it.each<[string, Parameters<typeof bakerInvoice>[0]]>([
    ['an invoice', {}],
    ['a credit note', { kind: 'credit-note', precedingInvoices: [{ number: 'F2026-000', issueDate: '2026-10-01' }] }],
    ['a credit note without origin', { kind: 'credit-note', precedingInvoices: [] }],
    ['an invoice paid already', { alreadyPaid: true }],
    ['an invoice without VAT', { vatBreakdown: [{ category: 'E', rate: '0' }], totals: { net: '105.00', vat: '', gross: '105.00', payable: '' } }],
    ['VAT on receipts', { vatDue: 'receipts' }],
    ['a service', { buyer: { siret: '12345678200028' }, serviceCode: 'SERVICE_DEST_SERV_OBL' }],
    ['an engagement', { buyer: { siret: '12345678200036' }, engagementNumber: 'EJ12345' }],
    ['a contract', { contractNumber: 'M-2026-7' }],
    ['payment by cheque', { payment: { meansCode: '20' } }],
    ['payment in cash', { payment: { meansCode: '10' } }],
    ['payment by card', { payment: { meansCode: '48' } }],
    ['a direct debit', { payment: { meansCode: '59' } }],
    ['no payment means', { payment: {} }],
  ])('deposits %s by PDF, with and without attachments', async (_, change) => {
    for (const attachments of [[], [photo], [photo, photo]]) {
      const { client, portal, clean } = contracted();
      await depositByPdf(client, { invoice: bakerInvoice(change), pdf, attachments });
      expect(portal.control.invoices()).toHaveLength(1);
      clean();
    }
  });

  it.each([
    { buyer: { siret: '12345678200036' } },
    { buyer: { siret: '12345678200044' } },
    { buyer: { siret: '12345678200028' }, serviceCode: 'FACTURES_PUBLIQUES' },
    { buyer: { siret: '99999999999999' } },
    { totals: { net: '100.00', vat: '5.00', gross: '110.78', payable: '110.78' } },
  ])('refuses in the envelope of the contract: %j', async (change) => {
    const { client, clean } = contracted();
    await expect(depositByPdf(client, { invoice: bakerInvoice(change), pdf, attachments: [] })).rejects.toThrow();
    clean();
  });

  it('deposits a flow and follows it to its end, integrated and rejected', async () => {
    for (const change of [{}, { buyer: { siret: '12345678200044' } }]) {
      const { client, clean } = contracted();
      const xml = { name: 'facture.xml', type: 'text/xml', bytes: new TextEncoder().encode(ciiOf(bakerInvoice(change))) };
      const flow = await depositByFlow(client, xml);
      for (let look = 0; look < 5; look++) await client.flowReport(flow);
      await findDeposit(client, bakerInvoice(change), { numeroFluxDepot: flow });
      await expect(client.flowReport('CPP0')).rejects.toThrow();
      clean();
    }
  });

  it('searches by number, flow, dates and nothing; reads an invoice and its history; downloads one and several', async () => {
    const { client, clean } = contracted();
    expect(await client.searchInvoices({})).toEqual([]);
    const first = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [photo] });
    const second = await depositByPdf(client, { invoice: bakerInvoice({ invoiceNumber: 'F2026-002' }), pdf, attachments: [] });
    expect(await client.searchInvoices({})).toHaveLength(2);
    await client.searchInvoices({ numeroFacture: 'F2026-001' });
    await client.searchInvoices({ numeroFluxDepot: 'CPP0011117000000000425903' });
    await client.searchInvoices({ periodeDateDepotDu: '2026-11-01', periodeDateDepotAu: '2026-11-30' });
    await client.history(first.identifiantFactureCPP);
    await client.download([first.identifiantFactureCPP]);
    await client.download([first.identifiantFactureCPP, second.identifiantFactureCPP]);
    await expect(client.history(1)).rejects.toThrow();
    await expect(client.download([1])).rejects.toThrow();
    clean();
  });

  it('completes with and without documents; recycles with and without service; acknowledges', async () => {
    const { client, portal, clean } = contracted();
    const { identifiantFactureCPP: id } = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    await expect(client.complete(id, { commentaire: 'voici' })).rejects.toThrow();
    portal.control.push(id, 'SUSPENDUE', 'Joindre le bon de livraison signé');
    await client.history(id);
    await client.complete(id, { commentaire: 'voici' });
    portal.control.push(id, 'SUSPENDUE', 'Il manque la page 2');
    const file = await client.addFile(photo);
    await client.complete(id, { commentaire: '', pieceJointeComplementaire: [{ ...piece, pieceJointeComplementaireId: file }] });
    for (const codeServiceExecutant of ['', 'SERVICE_DEST_SERV_OBL']) {
      portal.control.push(id, 'A_RECYCLER', 'SE Incorrect');
      const codeDestinataire = codeServiceExecutant ? '12345678200028' : '12345678200051';
      await client.recycle(id, { codeDestinataire, codeServiceExecutant, numeroBonCommande: '', commentaire: 'service corrigé' });
    }
    portal.control.push(id, 'REJETEE', 'Montant différent du bon de commande');
    await client.acknowledgeRejections([id]);
    await expect(client.acknowledgeRejections([1])).rejects.toThrow();
    await client.history(id);
    clean();
  });

  it('the gateway’s refusals', async () => {
    const { platform, client, portal, clean } = contracted();
    for (const fault of ['rafale-401', 'mot-de-passe-expire', 'raccordement-absent', 'erreur-500'] as const) {
      portal.control.once(fault, paths.submit.path);
      await expect(client.submit(submissionBody(bakerInvoice(), parts))).rejects.toThrow();
    }
    const wrong = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: { ...trainingCredentials, clientSecret: 'faux' },
      platform,
    });
    await expect(wrong.ownStructures()).rejects.toThrow();
    clean();
  });
});

describe('submissionBody over arbitrary invoices', () => {
  const withParts = fc.record({
    idFournisseur: fc.constantFrom(160, 161),
    bankAccount: fc.option(fc.integer({ min: 1, max: 10 ** 9 })),
    mainFile: fc.record({ id: fc.integer({ min: 1, max: 10 ** 9 }), name: fc.string({ minLength: 1, maxLength: 300 }) }),
    attachments: fc.array(fc.constant(piece), { maxLength: 3 }),
  });

  it('is always valid against the contract', () => {
    fc.assert(
      fc.property(invoices, withParts, (invoice, given) => {
        expect(submitErrors(JSON.parse(writeJson(submissionBody(invoice, given))))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the harness', () => {
  it('tells a wrong request and a wrong answer, and lets both pass', async () => {
    const told: string[] = [];
    const fake: typeof fetch = async () => new Response('{"codeRetour":"0","fichierResultat":1}');
    const call = contractFetch(fake, ({ operation, side, sentence }) => told.push(`${operation} ${side} ${sentence}`));
    const answer = await call(`/relais/production${paths.download.path}`, { method: 'POST', body: '{"format":"ZIP"}' });
    expect(await answer.json()).toEqual({ codeRetour: '0', fichierResultat: 1 });
    expect(told.filter((line) => line.startsWith('telechargerGroupeFacture request')).length).toBeGreaterThan(1);
    expect(told.filter((line) => line.startsWith('telechargerGroupeFacture answer'))).toHaveLength(2);
  });
});

afterAll(() => {
  const total = coverage.summary();
  console.error(
    `contract: ${total.operations} of ${total.operationsOfTheContract} operations exercised, ${total.members} members of requests, ` +
      `${total.validRequests}/${total.requests} requests and ${total.validAnswers}/${total.answers} answers valid`,
  );
});

it('exercises every path of the client, and every optional member that submissionBody writes', () => {
  for (const { path } of Object.values(paths).filter((route) => route.path !== paths.invoice.path)) {
    expect(coverage.calls.has(operations.find((operation) => operation.path === path)?.id ?? ''), path).toBe(true);
  }
  const optional = [
    '/destinataire/codeServiceExecutant',
    '/fournisseur/codeCoordonneesBancairesFournisseur',
    '/references/numeroMarche',
    '/references/numeroBonCommande',
    '/references/numeroFactureOrigine',
    '/references/modePaiement',
    '/pieceJointeComplementaire/*/pieceJointeComplementaireId',
  ];
  expect([...(coverage.calls.get('soumettreFacture')?.members ?? [])]).toEqual(expect.arrayContaining(optional));
  expect(coverage.summary()).toMatchObject({ validRequests: coverage.summary().requests, validAnswers: coverage.summary().answers });
  expect(START).toBeGreaterThan(0);
});
