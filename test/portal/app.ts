import { Hono } from 'hono';
import { paths, TOKEN_PATH } from '../../lib/portal/paths.ts';
import * as calls from './calls.ts';
import { notice } from './data.ts';
import { depositFlow, flowReport } from './flow.ts';
import { bodyOf, CUT_HEADER, faults, gateway, type OneShots, token } from './gateway.ts';
import { operatorPages } from './pages.ts';
import { emptyState, type FaultName, faultNames, loadState, type Portal, saveState, type TrainingInvoice, type TrainingState } from './state.ts';
import { setStatus, submit } from './submit.ts';

export { CUT_HEADER } from './gateway.ts';
export { type FaultName, faultNames, type TrainingInvoice } from './state.ts';

export interface TrainingOptions {
  /** Milliseconds since 1970; the machine's clock by default. */
  now?: () => number;
  random?: () => number;
  faults?: FaultName[];
  /** JSON file that keeps the books between two starts. */
  store?: string;
}

export interface TrainingPortal {
  app: Hono;
  state: TrainingState;
  control: {
    reset(): void;
    fault(name: FaultName, on: boolean): void;
    /** The next call whose path contains `path` meets the fault, once. */
    once(name: FaultName, path: string): void;
    latency(ms: number): void;
    /** The public agent pushes an invoice to a status. */
    push(identifiantFactureCPP: number, status: string, comment?: string): boolean;
    invoices(): readonly TrainingInvoice[];
  };
}

type Call = (portal: Portal, body: Record<string, unknown>) => object | 'too-big' | null | Promise<object | 'too-big' | null>;

const table: Record<string, Call> = {
  [paths.searchStructures.path]: calls.searchStructures,
  [paths.structure.path]: calls.structure,
  [paths.searchServices.path]: calls.searchServices,
  [paths.service.path]: calls.service,
  [paths.ownStructures.path]: calls.ownStructures,
  [paths.bankAccounts.path]: (_, body) => calls.bankAccounts(body),
  [paths.vatRates.path]: calls.rates,
  [paths.paymentModes.path]: calls.modes,
  [paths.addFile.path]: calls.addFile,
  [paths.flowReport.path]: flowReport,
  [paths.depositPdf.path]: calls.depositPdf,
  [paths.depositFlow.path]: depositFlow,
  [paths.submit.path]: submit,
  [paths.complete.path]: calls.complete,
  [paths.recycle.path]: calls.recycle,
  [paths.acknowledgeRejection.path]: calls.acknowledge,
  [paths.invoice.path]: calls.invoice,
  [paths.searchInvoices.path]: calls.searchInvoices,
  [paths.history.path]: calls.history,
  [paths.download.path]: calls.download,
};

/** A stand-in for Chorus Pro behind PISTE, built from public text, certified by nobody. */
export function createTrainingPortal(options: TrainingOptions = {}): TrainingPortal {
  const state = loadState(options.store);
  if (options.faults) state.faults = [...options.faults];
  const shots: OneShots = [];
  const now = options.now ?? (() => Date.now());
  const portal: Portal = {
    state,
    now,
    random: options.random ?? Math.random,
    has: (fault) => state.faults.includes(fault),
    nextId: () => ++state.serial,
    save: () => saveState(options.store, state),
  };

  const control: TrainingPortal['control'] = {
    reset() {
      Object.assign(state, emptyState());
      shots.length = 0;
      portal.save();
    },
    fault(name, on) {
      state.faults = faultNames.filter((known) => (known === name ? on : state.faults.includes(known)));
      portal.save();
    },
    once(fault, path) {
      shots.push({ fault, path });
    },
    latency(ms) {
      state.latency = Math.max(0, Math.min(ms, 30_000));
      portal.save();
    },
    push(id, status, comment = '') {
      const invoice = state.invoices.find((candidate) => candidate.identifiantFactureCPP === id);
      if (!invoice) return false;
      setStatus(portal, invoice, status, comment, 'Agent d’entraînement');
      return true;
    },
    invoices: () => state.invoices,
  };

  const app = new Hono();
  app.use('*', async (c, next) => {
    await next();
    if (!c.res.headers.has(CUT_HEADER)) c.res.headers.set('x-entrainement', 'Portail d entrainement de Coursier, non certifie');
  });
  app.post(TOKEN_PATH, faults(portal, shots), token(portal, shots));
  app.get(paths.health.path, faults(portal, shots), gateway(portal, shots), (c) => c.json({ body: notice, statusCode: 'OK', statusCodeValue: 200 }));
  app.all('/cpro/*', faults(portal, shots), gateway(portal, shots), async (c) => {
    const call = table[c.req.path];
    const body = await bodyOf(c);
    if (!call || !body) return c.json({ httpCode: '400', httpMessage: 'Bad Request', moreInformation: 'Requête mal formulée' }, 400);
    const answer = await call(portal, body);
    if (answer === null) return c.json({ httpCode: '400', httpMessage: 'Bad Request', moreInformation: 'Requête mal formulée' }, 400);
    if (answer === 'too-big') return c.json({ httpCode: '413', httpMessage: 'Payload Too Large' }, 413);
    return c.json(answer);
  });
  app.get('/sante', (c) => c.json({ etat: 'ok', avertissement: notice }));
  app.route('/', operatorPages(portal, control));
  app.notFound((c) => c.json({ erreur: 'adresse inconnue', avertissement: notice }, 404));
  return { app, state, control };
}
