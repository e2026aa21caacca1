import { type Context, Hono } from 'hono';
import { paths, TOKEN_PATH } from '../../lib/portal/paths.ts';
import { lifeFrom } from './agent.ts';
import { notice } from './data.ts';
import { type FaultName, faultNames } from './fault-names.ts';
import { CUT_HEADER, faults, forCall, type OneShots } from './faults.ts';
import { bodyOf, gateway, token } from './gateway.ts';
import { type PagesControl, practicePages } from './pages/app.ts';
import { operatorPages } from './pages.ts';
import { calls } from './routes.ts';
import { emptyState, loadState, type Portal, saveState, type TrainingInvoice, type TrainingState } from './state.ts';
import { setStatus } from './submit.ts';

export { type FaultName, faultNames } from './fault-names.ts';
export { CUT_HEADER } from './faults.ts';
export type { TrainingInvoice } from './state.ts';

export interface TrainingOptions {
  /** Milliseconds since 1970; the machine's clock by default. */
  now?: () => number;
  random?: () => number;
  faults?: FaultName[];
  /** JSON file that keeps the books between two starts. */
  store?: string;
  /** Milliseconds of the fault « lenteur ». */
  slowMs?: number;
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
    /** All that is left until the payment, step by step. */
    live(identifiantFactureCPP: number): boolean;
    invoices(): readonly TrainingInvoice[];
    /** The practice pages (`/formulaires/`): what they received, and what goes wrong there. */
    pages: PagesControl;
  };
}

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

  const pages = practicePages(portal);

  const control: TrainingPortal['control'] = {
    reset() {
      Object.assign(state, emptyState());
      shots.length = 0;
      pages.control.reset();
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
    live(id) {
      const invoice = state.invoices.find((candidate) => candidate.identifiantFactureCPP === id);
      if (!invoice) return false;
      for (const status of lifeFrom(invoice)) setStatus(portal, invoice, status, '', 'Agent d’entraînement');
      return true;
    },
    invoices: () => state.invoices,
    pages: pages.control,
  };

  const app = new Hono();
  app.use('*', async (c, next) => {
    await next();
    if (!c.res.headers.has(CUT_HEADER)) c.res.headers.set('x-entrainement', 'Portail d entrainement de Coursier, non certifie');
  });
  const struck = faults(portal, shots, options.slowMs);
  const wrong = (c: Context) => c.json({ httpCode: '400', httpMessage: 'Bad Request', moreInformation: 'Requête mal formulée' }, 400);
  app.post(TOKEN_PATH, struck, token(portal, shots));
  app.get(paths.health.path, struck, gateway(portal, shots), (c) => c.json({ body: notice, statusCode: 'OK', statusCodeValue: 200 }));
  app.all('/cpro/*', struck, gateway(portal, shots), async (c) => {
    const call = calls[c.req.path];
    const body = await bodyOf(c);
    if (!call || !body) return wrong(c);
    const view = forCall(portal, shots, c.req.path);
    if (view.has('demande-double')) await call(view, structuredClone(body));
    const answer = await call(view, body);
    if (answer === null) return wrong(c);
    if (answer === 'too-big') return c.json({ httpCode: '413', httpMessage: 'Payload Too Large' }, 413);
    if (answer === 'crash') return c.json({ httpCode: '500', httpMessage: 'Internal Server Error', moreInformation: notice }, 500);
    return c.json(answer);
  });
  app.get('/sante', (c) => c.json({ etat: 'ok', avertissement: notice }));
  app.get('/formulaires', (c) => c.redirect('formulaires/', 301));
  app.route('/formulaires/', pages.app);
  app.route('/', operatorPages(portal, control));
  app.notFound((c) => c.json({ erreur: 'adresse inconnue', avertissement: notice }, 404));
  return { app, state, control };
}
