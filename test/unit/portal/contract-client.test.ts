import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { supportingName } from '../../../lib/invoice/file-names.ts';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import { writeJson } from '../../../lib/portal/api/json.ts';
import { depositByEntry, depositByFlow, depositByPdf, findDeposit, findTyped, submissionBody } from '../../../lib/portal/deposit.ts';
import { typedLines } from '../../../lib/portal/entry.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { operations, requestErrors } from '../../portal/contract.ts';
import { vatRates } from '../../portal/reference.ts';
import { ciiOf } from '../desk/outbox/cii.ts';
import { invoices } from '../formats/arbitrary.ts';
import { bakerInvoice, pdf } from './bench.ts';
import { contracted, coverage, parts, photo, piece, submitErrors } from './contract-bench.ts';

const bread = { name: 'Baguettes', quantity: '100', unit: 'C62', netPrice: '1.05', netAmount: '105.00', vatCategory: 'S', vatRate: '5.5' };
/** 105.00 less 10.00 and 5.00 of costs: 100.00. */
const allowed = {
  lines: [{ ...bread, quantity: '106', netAmount: '105.00', allowances: [{ charge: false, amount: '6.30', reason: 'Remise' }] }],
  allowances: [
    { charge: false, amount: '10.00', reason: 'Remise', vatCategory: 'S', vatRate: '5.5' },
    { charge: true, amount: '5.00', reason: 'Livraison', vatCategory: 'S', vatRate: '5.5' },
  ],
  vatBreakdown: [{ category: 'S', rate: '5.5', taxableAmount: '100.00', taxAmount: '5.50' }],
  totals: { lines: '105.00', net: '100.00', vat: '5.50', gross: '105.50', payable: '105.50' },
};

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
    expect(await client.paymentModes()).toHaveLength(6);
    expect(await client.exemptionReasons()).not.toEqual([]);
    clean();
  });

  it.each<[string, Parameters<typeof bakerInvoice>[0]]>([
    ['an invoice', {}],
    ['a credit note', { kind: 'credit-note', precedingInvoices: [{ number: 'F2026-000', issueDate: '2026-10-01' }] }],
    ['a credit note without origin', { kind: 'credit-note', precedingInvoices: [] }],
    ['an invoice paid already', { alreadyPaid: true }],
    [
      'an invoice without VAT',
      {
        vatBreakdown: [{ category: 'E', rate: '0', taxableAmount: '105.00', taxAmount: '0.00' }],
        totals: { net: '105.00', vat: '', gross: '105.00', payable: '' },
      },
    ],
    ['VAT on receipts', { vatDue: 'receipts' }],
    ['a service', { buyer: { siret: '12345678200028' }, serviceCode: 'SERVICE_DEST_SERV_OBL' }],
    ['an engagement', { buyer: { siret: '12345678200036' }, engagementNumber: 'EJ12345' }],
    ['a contract', { contractNumber: 'M-2026-7' }],
    ['payment by cheque', { payment: { meansCode: '20' } }],
    ['payment in cash', { payment: { meansCode: '10' } }],
    ['payment by card', { payment: { meansCode: '48' } }],
    ['a direct debit', { payment: { meansCode: '59' } }],
    ['no payment means', { payment: {} }],
    ['an allowance and a charge', allowed],
    ['a line whose decimals do not fit', { lines: [{ ...bread, quantity: '0.33333', netPrice: '315.003150' }] }],
  ])('deposits %s by PDF and by entry, with and without attachments', async (_, change) => {
    const invoice = bakerInvoice(change);
    for (const deposit of [depositByPdf, depositByEntry]) {
      for (const attachments of [[], [photo, photo]]) {
        const { client, portal, clean } = contracted();
        const { identifiantFactureCPP } = await deposit(client, { invoice, pdf, attachments });
        expect(portal.control.invoices()).toHaveLength(1);
        await client.invoice(identifiantFactureCPP);
        clean();
      }
    }
  });

  it('finds a typed invoice again by its comment', async () => {
    const { client, portal, clean } = contracted();
    const invoice = bakerInvoice();
    const { identifiantFactureCPP, numeroFacture } = await depositByEntry(client, { invoice, pdf, attachments: [] });
    expect(numeroFacture).toMatch(/^2026\d{16}$/);
    expect(portal.control.invoices()[0]?.commentaire).toContain('F2026-001');
    const since = { since: '2026-11-24', known: [], unmarked: false };
    expect(await findTyped(client, invoice, since)).toMatchObject({ found: { identifiantFactureCPP } });
    expect(await findTyped(client, bakerInvoice({ invoiceNumber: 'AUTRE' }), since)).toMatchObject({ found: null });
    await expect(client.invoice(1)).rejects.toThrow();
    clean();
  });

  it('chooses among two companies by the SIRET, and leaves out a bank account that cannot be told', async () => {
    const { client, portal, clean } = contracted({ faults: ['plusieurs-entreprises'] });
    const second = bakerInvoice({ seller: { name: 'Seconde entreprise', siret: '12345678900007' } });
    await depositByPdf(client, { invoice: second, pdf, attachments: [] });
    await depositByPdf(client, { invoice: bakerInvoice({ seller: { siret: '12345678200010' } }), pdf, attachments: [] });
    expect(portal.control.invoices()).toMatchObject([
      { idFournisseur: 161, coordonneesBancaires: null },
      { idFournisseur: 160, coordonneesBancaires: 132 },
    ]);
    await client.structure(161);
    clean();
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
      const { found } = await findDeposit(client, bakerInvoice(change), { numeroFluxDepot: flow });
      if (found) await Promise.all([client.history(found.identifiantFactureCPP), client.invoice(found.identifiantFactureCPP)]);
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
    for (const format of [undefined, 'PDF', 'PIVOT'] as const) {
      for (const withDocuments of [undefined, true, false]) {
        expect((await client.download([first.identifiantFactureCPP], { format, withDocuments })).length).toBeGreaterThan(20);
        await client.download([first.identifiantFactureCPP, second.identifiantFactureCPP], { format, withDocuments });
      }
    }
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

describe('over arbitrary invoices', () => {
  const withParts = fc.record({
    idFournisseur: fc.constantFrom(160, 161),
    bankAccount: fc.option(fc.integer({ min: 1, max: 10 ** 9 })),
    mainFile: fc.option(fc.record({ id: fc.integer({ min: 1, max: 10 ** 9 }), name: fc.string({ minLength: 1, maxLength: 300 }) }), {
      nil: undefined,
    }),
    attachments: fc.array(fc.constant(piece), { maxLength: 3 }),
    rates: fc.constantFrom(
      [],
      vatRates.map((rate) => ({ ...rate, valeurTauxTva: String(rate.valeurTauxTva) })),
    ),
  });

  it('submissionBody is always valid against the contract, by PDF and by entry', () => {
    fc.assert(
      fc.property(invoices, withParts, (invoice, given) => {
        expect(submitErrors(JSON.parse(writeJson(submissionBody(invoice, given))))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('an entry’s lines make its totals: the portal takes every one of them', async () => {
    await fc.assert(
      fc.asyncProperty(invoices, async (invoice) => {
        const { client, portal } = contracted();
        const known = { ...invoice, buyer: { ...invoice.buyer, siret: '12345678200051' }, serviceCode: '' };
        await depositByEntry(client, { invoice: known, pdf, attachments: [] });
        expect(portal.control.invoices()).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });

  it('types a discount or a cost below zero, of the whole or of a line, as what it takes away or adds', () => {
    const invoice = bakerInvoice();
    const [line] = invoice.lines;
    const change = (charge: boolean, amount: string) => ({ charge, amount, reason: '', vatCategory: 'S' as const, vatRate: '20' });
    const typed = typedLines({
      ...invoice,
      lines: line ? [{ ...line, quantity: '1', netPrice: '10', netAmount: '8.00', allowances: [{ charge: true, amount: '-2.00', reason: '' }] }] : [],
      allowances: [change(false, '-5.00'), change(true, '-3.00'), change(false, '4.00')],
    });
    expect(typed.map(({ price, discount, netAmount }) => [price, discount, netAmount])).toEqual([
      ['10', '2.00', '8.00'],
      ['5', '', '5.00'],
      ['-3', '', '-3.00'],
      ['-4', '', '-4.00'],
    ]);
  });

  it('uploads are valid whatever the file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZ9 ./\\-_éœßﬁ€’\u0301\u0000\n😀'), maxLength: 120 }), (name) => {
        const body = {
          pieceJointeFichier: 'JVBERi0=',
          pieceJointeNom: supportingName(name, pdf.bytes),
          pieceJointeTypeMime: 'a/b',
          pieceJointeExtension: 'PDF',
        };
        expect(requestErrors(paths.addFile.path, 'POST', body)).toEqual([]);
      }),
    );
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
  for (const { path } of Object.values(paths)) {
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
    '/pieceJointePrincipale/*/pieceJointePrincipaleId',
    '/lignePoste/*/lignePosteMontantRemiseHT',
    '/lignePoste/*/lignePosteTauxTva',
    '/lignePoste/*/lignePosteTauxTvaManuel',
    '/ligneTva/*/ligneTvaTaux',
    '/ligneTva/*/ligneTvaTauxManuel',
    '/commentaire',
  ];
  expect([...(coverage.calls.get('soumettreFacture')?.members ?? [])]).toEqual(expect.arrayContaining(optional));
  expect(coverage.summary()).toMatchObject({ validRequests: coverage.summary().requests, validAnswers: coverage.summary().answers });
});
