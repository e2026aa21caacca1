import { type ApiPath, apiPaths, paths } from '../../lib/portal/paths.ts';
import * as books from './books.ts';
import * as directory from './directory.ts';
import * as files from './files.ts';
import { depositFlow, flowPaper, flowReport } from './flow.ts';
import * as life from './life.ts';
import * as reference from './reference.ts';
import type { Portal } from './state.ts';
import { submit } from './submit.ts';

/** null = HTTP 400, 'too-big' = 413, 'crash' = 500. */
export type Outcome = object | 'too-big' | 'crash' | null;
export type Call = (portal: Portal, body: Record<string, unknown>) => Outcome | Promise<Outcome>;

const own: Record<string, Call> = {
  [paths.searchStructures.path]: directory.searchStructures,
  [paths.structure.path]: directory.structure,
  [paths.searchServices.path]: directory.searchServices,
  [paths.service.path]: directory.service,
  [paths.ownStructures.path]: directory.ownStructures,
  [paths.bankAccounts.path]: directory.bankAccounts,
  [paths.vatRates.path]: reference.rates,
  [paths.paymentModes.path]: reference.modes,
  [paths.exemptionReasons.path]: reference.reasons,
  [paths.addFile.path]: files.addFile,
  [paths.flowReport.path]: flowReport,
  [paths.depositPdf.path]: files.depositPdf,
  [paths.depositFlow.path]: depositFlow,
  [paths.submit.path]: submit,
  [paths.complete.path]: life.complete,
  [paths.recycle.path]: life.recycle,
  [paths.acknowledgeRejection.path]: life.acknowledge,
  [paths.invoice.path]: books.invoice,
  [paths.searchInvoices.path]: books.searchInvoices,
  [paths.history.path]: books.history,
  [paths.download.path]: files.download,
};

/** Calls of the contract that the portal answers whether Coursier makes them or not. */
const others: Record<string, Call> = {
  '/cpro/factures/v1/rechercher/atraiter/fournisseur': books.toTreat,
  '/cpro/transverses/v1/consulterCR': flowPaper,
  '/cpro/transverses/v1/recuperer/modedepot': reference.deposits,
  '/cpro/transverses/v1/recuperer/cadrefacturation': reference.frames,
  '/cpro/transverses/v1/recuperer/devises': reference.currencies,
  '/cpro/transverses/v1/recuperer/pays': reference.countries,
  '/cpro/transverses/v1/recuperer/typedp': reference.requestKinds,
  '/cpro/transverses/v1/recuperer/formatflux': reference.flowFormats,
  '/cpro/transverses/v1/recuperer/syntaxeflux': reference.syntaxes,
  '/cpro/transverses/v1/recuperer/typespj': reference.fileKinds,
  '/cpro/transverses/v1/recuperer/typeidentifiant/structure': reference.identifierKinds,
  '/cpro/utilisateurs/v1/monCompte/recuperer/rattachements': directory.attachments,
};

export const calls: Readonly<Record<string, Call>> = { ...others, ...own };

/** What the gateway lets through; anything else is 403 with an empty body, as on the real one. */
export const routes: ReadonlyMap<string, ApiPath['method']> = new Map<string, ApiPath['method']>([
  ...Object.keys(calls).map((path) => [path, 'POST'] as const),
  // A path that the client knows and this portal does not answers 400, not 403: the fault is ours.
  ...apiPaths.map(({ path, method }) => [path, method] as const),
]);
