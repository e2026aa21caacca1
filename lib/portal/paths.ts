/**
 * Every address Coursier may call, and no other: the client takes its paths from here, the relay refuses the rest.
 * Source: chorus-pro.md §2 (supplier calls), paths as PISTE publishes them.
 */
export interface ApiPath {
  method: 'POST' | 'GET';
  path: string;
  /** May be repeated without harm: reads, and uploads that deposit nothing by themselves. */
  repeatable: boolean;
}

export const TOKEN_PATH = '/api/oauth/token';

const read = (path: string): ApiPath => ({ method: 'POST', path, repeatable: true });
const write = (path: string): ApiPath => ({ method: 'POST', path, repeatable: false });

export const paths = {
  health: { method: 'GET', path: '/cpro/transverses/v1/health-check', repeatable: true },
  searchStructures: read('/cpro/structures/v1/rechercher'),
  structure: read('/cpro/structures/v1/consulter'),
  searchServices: read('/cpro/structures/v1/rechercher/services'),
  service: read('/cpro/structures/v1/consulter/service'),
  ownStructures: read('/cpro/transverses/v1/recuperer/structures/actives/fournisseur'),
  bankAccounts: read('/cpro/transverses/v1/recuperer/coordbanc/valides'),
  vatRates: read('/cpro/transverses/v1/recuperer/tauxtva'),
  exemptionReasons: read('/cpro/transverses/v1/recuperer/motifs/exonerationtva'),
  paymentModes: read('/cpro/transverses/v1/recuperer/modereglements'),
  addFile: read('/cpro/transverses/v1/ajouter/fichier'),
  flowReport: read('/cpro/transverses/v1/consulterCRDetaille'),
  depositPdf: read('/cpro/factures/v1/deposer/pdf'),
  depositFlow: write('/cpro/factures/v1/deposer/flux'),
  submit: write('/cpro/factures/v1/soumettre'),
  complete: write('/cpro/factures/v1/completer'),
  recycle: write('/cpro/factures/v1/recycler'),
  acknowledgeRejection: write('/cpro/factures/v1/traiterRejet'),
  invoice: read('/cpro/factures/v1/consulter/fournisseur'),
  searchInvoices: read('/cpro/factures/v1/rechercher/fournisseur'),
  history: read('/cpro/factures/v1/consulter/historique'),
  download: read('/cpro/factures/v1/telecharger/groupe'),
} as const satisfies Record<string, ApiPath>;

export type PathName = keyof typeof paths;

export const apiPaths: readonly ApiPath[] = Object.values(paths);

/** Headers that tell the relay where « autre » is; it takes only hosts that its operator allowed. */
export const OTHER_TOKEN_HEADER = 'x-coursier-jeton';
export const OTHER_API_HEADER = 'x-coursier-api';

/** Header of the relay's own answers: "refuse" or "injoignable" (the portal has seen nothing), "perdu" (it may have). */
export const RELAY_HEADER = 'x-coursier-relais';
