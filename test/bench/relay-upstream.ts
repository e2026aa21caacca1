import { createServer } from 'node:http';

/** What stands behind the relay in its bench: answers any call after 10 ms with a page of twelve invoices, in the shape of `rechercher/fournisseur`. */
const LATENCY_MS = 10;
const invoices = Array.from({ length: 12 }, (_, index) => ({
  identifiantFactureCPP: 7_000_000 + index,
  numeroFacture: `FA-2026-${1000 + index}`,
  typeFacture: 'FACTURE',
  typeDemandePaiement: 'FACTURE',
  codeFournisseur: '48212345600019',
  designationFournisseur: 'BOULANGERIE DUVAL',
  codeDestinataire: '21350238800019',
  designationDestinataire: 'COMMUNE DE SAINT-MARTIN',
  codeServiceExecutant: 'CANTINE01',
  dateFacture: '2026-11-20',
  dateDepot: '2026-11-20',
  dateHeureEtatCourant: '2026-11-20T10:00:00.000+01:00',
  statut: 'MISE_A_DISPOSITION',
  devise: 'EUR',
  montantHT: 1170.2,
  montantTTC: 1234.56,
  montantAPayer: 1234.56,
}));
const answer = Buffer.from(
  JSON.stringify({ codeRetour: 0, libelle: 'TRA_MSG_00.000', parametresRetour: { pageCourante: 1, pages: 1, total: 12 }, listeFactures: invoices }),
);

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', 'content-length': answer.byteLength });
      response.end(answer);
    }, LATENCY_MS);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0, bytes: answer.byteLength });
});
