import { describe, expect, it } from 'vitest';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import { PortalFault } from '../../../lib/portal/api/fault.ts';
import { depositByPdf, findDeposit } from '../../../lib/portal/deposit.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths, TOKEN_PATH } from '../../../lib/portal/paths.ts';
import { bakerInvoice, bench, pdf, START } from './bench.ts';

const fails = (promise: Promise<unknown>): Promise<PortalFault> =>
  promise.then(
    () => Promise.reject(new Error('should have failed')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(PortalFault);
      return error as PortalFault;
    },
  );

const photo = { name: 'photo.jpg', type: 'image/jpeg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) };

describe('the PDF route', () => {
  it('deposits an invoice with its photo and finds it again', async () => {
    const { client, portal, seen } = bench();
    const invoice = bakerInvoice();
    const deposited = await depositByPdf(client, { invoice, pdf, attachments: [photo] });
    const [kept] = portal.control.invoices();
    expect(deposited.identifiantFactureCPP).toBe(kept?.identifiantFactureCPP);
    expect(deposited.certificate).toMatch(/^ENTRAINEMENT-/);
    expect(kept).toMatchObject({ numeroFacture: 'F2026-001', montantTTC: 110.78, statut: 'DEPOSEE', codeDestinataire: '12345678200051' });
    expect(kept?.pieces).toHaveLength(2);
    const body = seen.find((call) => call.path === paths.submit.path)?.body ?? '';
    expect(body).toContain('"montantHtTotal":105.00,"montantTVA":5.78,"montantTtcTotal":110.78');
    expect(body).toContain('"pieceJointePrincipale":[{');
    expect(await findDeposit(client, invoice)).toMatchObject({ found: { identifiantFactureCPP: deposited.identifiantFactureCPP } });
    expect(await findDeposit(client, bakerInvoice({ invoiceNumber: 'AUTRE' }))).toEqual({ found: null, sameNumber: false });
  });

  it('leaves a second between two calls', async () => {
    const { client, portal } = bench({ faults: ['rafale-401'] });
    await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    expect(portal.control.invoices()).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['erreur-500', 'portal-down', 'maybe'],
    ['coupure-avant', 'portal-unreachable', 'maybe'],
    ['reponse-insensee', 'portal-nonsense', 'maybe'],
    ['reponse-perdue', 'portal-unreachable', 'maybe'],
    ['rafale-401', 'portal-account', 'no'],
    ['mot-de-passe-expire', 'portal-account-expired', 'no'],
    ['raccordement-absent', 'portal-connection', 'no'],
  ] as const)('%s on soumettre is %s, reached %s, and is not tried again', async (fault, code, reached) => {
    const { client, portal, seen } = bench();
    portal.control.once(fault, paths.submit.path);
    const failure = await fails(depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] }));
    expect(failure).toMatchObject({ code, reached });
    expect(seen.filter((call) => call.path === paths.submit.path)).toHaveLength(1);
    expect(portal.control.invoices()).toHaveLength(fault === 'reponse-perdue' ? 1 : 0);
  });

  it.each(['erreur-500', 'coupure-avant', 'reponse-insensee', 'reponse-perdue', 'rafale-401'] as const)(
    '%s on a read passes by itself',
    async (fault) => {
      const { client, portal } = bench();
      portal.control.once(fault, paths.ownStructures.path);
      expect(await client.ownStructures()).toHaveLength(1);
    },
  );

  it('gives up a read after four tries, with growing pauses', async () => {
    const { client, portal, seen, platform } = bench();
    await client.ownStructures();
    seen.length = 0;
    portal.control.fault('erreur-500', true);
    const before = platform.clock.now();
    expect((await fails(client.ownStructures())).code).toBe('portal-down');
    expect(seen).toHaveLength(4);
    expect(platform.clock.now() - before).toBeGreaterThanOrEqual(1500 + 3000 + 6000);
  });

  it('asks a portal that is down for its token four times, not four times for each try of the call', async () => {
    const { client, portal, seen } = bench();
    portal.control.fault('erreur-500', true);
    expect(await fails(client.ownStructures())).toMatchObject({ code: 'portal-down', reached: 'no' });
    expect(seen.map((call) => call.path)).toEqual([TOKEN_PATH, TOKEN_PATH, TOKEN_PATH, TOKEN_PATH]);
  });

  it('tries the token again after a random 400, and calls a series of them wrong credentials', async () => {
    const { client, portal, seen, platform } = bench();
    portal.control.once('jeton-400-au-hasard', TOKEN_PATH);
    expect(await client.ownStructures()).toHaveLength(1);
    expect(seen.filter((call) => call.path === TOKEN_PATH)).toHaveLength(2);
    const wrong = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: { ...trainingCredentials, clientSecret: 'faux' },
      platform,
    });
    const failure = await fails(wrong.ownStructures());
    expect(failure).toMatchObject({ code: 'portal-credentials', reached: 'no' });
    expect(failure.detail).not.toContain('faux');
  });

  it.each([
    [400, 'portal-unreachable'],
    [403, 'portal-unreachable'],
    [413, 'portal-too-big'],
    [429, 'portal-busy'],
    [503, 'portal-busy'],
  ] as const)('takes a refusal of the relay itself (%i) for what it is: the portal has seen nothing', async (status, code) => {
    const { platform } = bench();
    const client = createPortalClient({
      environment: 'other',
      base: '/relais',
      credentials: trainingCredentials,
      other: { token: 'http://ici/jeton', api: 'http://ici' },
      platform: {
        ...platform,
        network: { ...platform.network, fetch: () => Promise.resolve(new Response('{}', { status, headers: { 'x-coursier-relais': 'refuse' } })) },
      },
      random: () => 0.5,
    });
    expect(await fails(client.submit({}))).toMatchObject({ code, reached: 'no' });
  });

  it('goes straight to PISTE where the browser lets it: its own hosts, no cookie, nothing of the relay', async () => {
    const { platform, portal } = bench();
    const calls: { url: string; init: RequestInit }[] = [];
    const client = createPortalClient({
      environment: 'production',
      base: '',
      direct: { token: 'https://oauth.piste.gouv.fr/api/oauth/token', api: 'https://api.piste.gouv.fr' },
      other: { token: 'https://ailleurs.example/jeton', api: 'https://ailleurs.example' },
      credentials: trainingCredentials,
      platform: {
        ...platform,
        network: {
          ...platform.network,
          fetch: async (input, init = {}) => {
            calls.push({ url: String(input), init });
            return portal.app.request(new URL(String(input)).pathname, { ...init, signal: undefined });
          },
        },
      },
    });
    expect(await client.ownStructures()).toHaveLength(1);
    expect(calls.map(({ url }) => url)).toEqual([
      'https://oauth.piste.gouv.fr/api/oauth/token',
      `https://api.piste.gouv.fr${paths.ownStructures.path}`,
    ]);
    for (const { init } of calls) {
      expect(init.credentials).toBe('omit');
      expect(init.redirect).toBe('error');
      expect(Object.keys(init.headers ?? {}).filter((name) => name.startsWith('x-'))).toEqual([]);
    }
  });

  it('says a wrong technical account without its password', async () => {
    const { platform } = bench();
    const wrong = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: { ...trainingCredentials, password: 'secret-mistaken' },
      platform,
    });
    const failure = await fails(wrong.ownStructures());
    expect(failure.code).toBe('portal-account');
    expect(JSON.stringify([failure.message, failure.detail])).not.toContain('secret-mistaken');
  });

  it('renews the token four minutes before its end, and after a clock set back', async () => {
    const { client, platform, seen } = bench();
    await client.ownStructures();
    platform.advance(3_300_000);
    await client.ownStructures();
    expect(seen.filter((call) => call.path === TOKEN_PATH)).toHaveLength(1);
    platform.advance(100_000);
    await client.ownStructures();
    expect(seen.filter((call) => call.path === TOKEN_PATH)).toHaveLength(2);
    platform.advance(START - platform.clock.now() - 86_400_000);
    await client.ownStructures();
    expect(seen.filter((call) => call.path === TOKEN_PATH)).toHaveLength(3);
  });

  it('sends nothing without network', async () => {
    const { client, platform, seen } = bench();
    platform.setOnline(false);
    expect(await fails(client.ownStructures())).toMatchObject({ code: 'offline', reached: 'no' });
    expect(seen).toHaveLength(0);
  });

  it('gives up a silent portal', async () => {
    const { portal, platform } = bench();
    portal.control.once('sans-reponse', paths.submit.path);
    const hanging = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: trainingCredentials,
      platform: {
        ...platform,
        network: {
          ...platform.network,
          fetch: (input, init) =>
            Promise.race([
              platform.network.fetch(input, init),
              new Promise<never>((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))),
            ]),
        },
      },
      timeouts: { read: 5000, write: 30 },
    });
    expect(await fails(depositByPdf(hanging, { invoice: bakerInvoice(), pdf, attachments: [] }))).toMatchObject({
      code: 'portal-timeout',
      reached: 'maybe',
    });
  });

  it.each([
    [{ buyer: { siret: '12345678200036' } }, 'portal-recipient', 'engagement'],
    [{ buyer: { siret: '12345678200028' } }, 'portal-recipient', 'service'],
    [{ buyer: { siret: '12345678200028' }, serviceCode: 'ANCIEN_SERVICE' }, 'portal-recipient', 'service'],
    [{ buyer: { siret: '12345678200028' }, serviceCode: 'FACTURES_PUBLIQUES' }, 'portal-recipient', 'FACTURES_PUBLIQUES'],
    [{ buyer: { siret: '99999999999999' } }, 'portal-recipient', 'destinataire'],
    [{ invoiceNumber: 'UN-NUMERO-BIEN-TROP-LONG' }, 'portal-refused', '20'],
    [{ invoiceNumber: '20230305' }, 'portal-refused', 'date'],
    [{ totals: { net: '100.00', vat: '5.00', gross: '110.78', payable: '110.78' } }, 'portal-refused', 'TTC'],
  ])('the refusal of %j is told as %s', async (change, code, words) => {
    const { client, portal } = bench();
    const failure = await fails(depositByPdf(client, { invoice: bakerInvoice(change), pdf, attachments: [] }));
    expect(failure).toMatchObject({ code, reached: 'answered' });
    expect(failure.libelle).toContain(words);
    expect(failure.detail).not.toContain(words);
    expect(portal.control.invoices()).toHaveLength(0);
  });

  it('takes the sample of the tour again once it is paid, and no other number', async () => {
    const { client, portal } = bench();
    const sample = bakerInvoice({
      invoiceNumber: 'F2026-118',
      buyer: { name: 'Mairie (entraînement)', siret: '12345678200036' },
      engagementNumber: 'BC2026-0457',
    });
    const send = () => depositByPdf(client, { invoice: sample, pdf, attachments: [] });
    const first = await send();
    expect(await fails(send())).toMatchObject({ code: 'portal-duplicate' });
    portal.control.push(first.identifiantFactureCPP, 'MISE_EN_PAIEMENT', '');
    const again = await send();
    expect(portal.control.invoices().map(({ identifiantFactureCPP }) => identifiantFactureCPP)).toEqual([again.identifiantFactureCPP]);
    const other = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    portal.control.push(other.identifiantFactureCPP, 'MISE_EN_PAIEMENT', '');
    expect(await fails(depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] }))).toMatchObject({ code: 'portal-duplicate' });
  });

  it('recognises a duplicate, whatever the case of the number', async () => {
    const { client } = bench();
    await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    const again = await fails(depositByPdf(client, { invoice: bakerInvoice({ invoiceNumber: 'f2026-001' }), pdf, attachments: [] }));
    expect(again).toMatchObject({ code: 'portal-duplicate', reached: 'answered' });
    await depositByPdf(client, { invoice: bakerInvoice({ issueDate: '2025-11-20' }), pdf, attachments: [] });
  });

  it('says a PDF over 10 Mo before any deposit', async () => {
    const { client } = bench();
    const huge = { ...pdf, bytes: new Uint8Array(10 * 1024 * 1024 + 1) };
    expect(await fails(depositByPdf(client, { invoice: bakerInvoice(), pdf: huge, attachments: [] }))).toMatchObject({
      code: 'portal-too-big',
      reached: 'no',
    });
  }, 120_000);
});

describe('life after the deposit', () => {
  it('recycles, completes, acknowledges, and refuses out of turn', async () => {
    const { client, portal } = bench();
    const { identifiantFactureCPP: id } = await depositByPdf(client, { invoice: bakerInvoice(), pdf, attachments: [] });
    const change = {
      codeDestinataire: '12345678200028',
      codeServiceExecutant: 'SERVICE_DEST_SERV_OBL',
      numeroBonCommande: '',
      commentaire: 'service corrigé',
    };
    expect((await fails(client.recycle(id, change))).reached).toBe('answered');
    portal.control.push(id, 'A_RECYCLER', 'Mauvais service');
    expect((await client.recycle(id, change)).statutFacture).toBe('DEPOSEE');
    expect(await fails(client.complete(id, { commentaire: 'voici' }))).toMatchObject({ codeRetour: 20002 });
    portal.control.push(id, 'SUSPENDUE', 'Joindre le bon de livraison');
    const history = await client.history(id);
    expect(history.statutCourantCode).toBe('SUSPENDUE');
    expect(history.historiquesDesStatuts.histoStatut[0]).toMatchObject({
      histoStatutCode: 'SUSPENDUE',
      histoStatutCommentaire: 'Joindre le bon de livraison',
    });
    const piece = await client.addFile(photo);
    await client.complete(id, {
      commentaire: 'voici',
      pieceJointeComplementaire: [
        { pieceJointeComplementaireDesignation: 'BL', pieceJointeComplementaireType: '', pieceJointeComplementaireId: piece },
      ],
    });
    expect((await client.history(id)).statutCourantCode).toBe('COMPLETEE');
    portal.control.push(id, 'REJETEE', 'Montant faux');
    await client.acknowledgeRejections([id]);
    expect(portal.control.invoices()[0]?.rejetTraite).toBe(true);
    expect(new TextDecoder().decode(await client.download([id]))).toMatch(/^%PDF/);
  });

  it('reads the directory', async () => {
    const { client } = bench();
    const [school] = await client.searchStructures({ siret: '12345678200028' });
    expect(school?.designationStructure).toContain('(entraînement)');
    const id = school?.idStructureCPP ?? 0;
    expect((await client.structure(id)).parametres.codeServiceDoitEtreRenseigne).toBe(true);
    const services = await client.searchServices(id);
    expect(services.filter((service) => service.estActif).map((service) => service.codeService)).toContain('TRAVAUX');
    const works = services.find((service) => service.codeService === 'TRAVAUX');
    expect((await client.service(id, works?.idService ?? 0)).parametres.numeroEngagement).toBe(true);
    expect(await client.searchStructures({ siret: '11111111111111' })).toEqual([]);
    expect((await client.vatRates())[0]).toEqual({ codeTauxTva: 'TVA1', libelleTauxTva: 'Art 293B(FranchiseEnBase)', valeurTauxTva: '0' });
    expect((await client.paymentModes()).length).toBeGreaterThan(3);
    expect((await client.health()).body).toContain('pas le portail');
  });
});

it('sends files under names of fifty characters that keep their extension, whatever they are called', async () => {
  const { client, seen } = bench();
  const named = async (name: string) => {
    await client.addFile({ ...pdf, name });
    return (JSON.parse(seen.at(-1)?.body ?? '{}') as { pieceJointeNom: string }).pieceJointeNom;
  };
  const long = await named('Facture de la boulangerie du mois de novembre, école.pdf');
  expect(long).toMatch(/^[A-Za-z0-9._-]{1,46}\.pdf$/);
  expect(long.length).toBeLessThanOrEqual(50);
  expect(await named('.pdf')).toBe('pdf.pdf');
});
