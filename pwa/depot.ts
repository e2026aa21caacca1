import type { Desk } from '../lib/desk/api.ts';
import { createDesk } from '../lib/desk/desk.ts';
import type { Dossier } from '../lib/desk/dossier.ts';
import type { Settings } from '../lib/desk/settings.ts';
import { webStages } from '../lib/desk/stages-web.ts';
import { Store } from '../lib/desk/store/store.ts';
import { Fault, faultCodeOf } from '../lib/invoice/fault.ts';
import { restoreInvoice } from '../lib/invoice/model.ts';
import { webPlatform } from '../lib/platform/web.ts';
import type { OtherAddresses, PortalCredentials } from '../lib/portal/environment.ts';
import { explain } from '../lib/portal/errors.ts';
import { faults } from '../lib/ui/words/fr/faults.ts';

export interface DepositOptions extends Pick<Settings, 'environment' | 'route'> {
  other: OtherAddresses;
  credentials: PortalCredentials | null;
  /** Milliseconds after which a dossier that is still on its way is told as it stands. */
  patience: number;
}

/** One line of `npm run deposit`, without the draft's name. */
export interface DepositLine {
  /** Every state it went through, in order, as they were written to the disk. */
  states: string[];
  portalId: number | null;
  /** The number under which the portal holds it. */
  portalNumber?: string;
  error?: { code: string; cause: string; safe: string; next: string; messages?: string[] };
}

function errorOf(error: unknown, messages: string[] = []): DepositLine['error'] {
  const { code } = Fault.from(error);
  const { what, safe, next } = faults[code];
  return { code, cause: what, safe, next, ...(messages.length > 0 ? { messages } : {}) };
}

/** What stands between the dossier and its end, in the words a user would get; undefined for one that the portal holds. */
function errorIn({ stage }: Dossier): DepositLine['error'] {
  if (stage.state === 'deposited') return undefined;
  if (stage.state === 'refused') {
    const code = faultCodeOf(stage.code, 'portal-refused');
    return errorOf(
      new Fault(code),
      stage.messages.flatMap(explain).map(({ message, remedy, original }) => `${message} ${remedy} (${original})`),
    );
  }
  if (stage.state === 'ready' && stage.lastError) return errorOf(new Fault(faultCodeOf(stage.lastError.code, 'unknown')));
  return errorOf(new Fault('portal-timeout'));
}

/** The desk of the app on this browser's storage, with the states that its store wrote. */
async function openDepot() {
  const store = await Store.open();
  const desk: Desk = createDesk({ platform: webPlatform(), store, stages: webStages(), relay: `${location.origin}/relais` });
  const states = new Map<string, string[]>();
  store.onSaved(({ id, stage }) => {
    const known = states.get(id) ?? [];
    if (known.at(-1) !== stage.state) states.set(id, [...known, stage.state]);
  });
  return { store, desk, states };
}

let opened: ReturnType<typeof openDepot> | null = null;

/** Draws the draft into the store as it is: what the command was given is what is checked and sent. */
async function draftOf(value: unknown, desk: Desk, store: Store): Promise<string> {
  const { id } = await desk.create();
  const invoice = restoreInvoice(value);
  await store.update(id, (dossier) => ({ dossier: { ...dossier, invoice } }));
  return id;
}

async function prepare({ environment, route, other, credentials }: DepositOptions): Promise<void> {
  opened ??= openDepot();
  const { desk } = await opened;
  await desk.saveSettings({ ...(await desk.settings()), environment, route, other });
  if (credentials) await desk.saveCredentials(environment, credentials);
  desk.start();
}

/** Checks the draft, puts it in the outbox and waits for its end. The outbox itself is the app's: it was started by `prepare`. */
async function deposit(value: unknown, { patience }: Pick<DepositOptions, 'patience'>): Promise<DepositLine> {
  const { desk, store, states } = await (opened ?? openDepot());
  const id = await draftOf(value, desk, store);
  const told = () => states.get(id) ?? [];
  try {
    await desk.send(id);
  } catch (error) {
    const dossier = await store.get(id);
    const problems = dossier && Fault.from(error).code === 'not-ready' ? await desk.problems(dossier) : [];
    const messages = problems.filter(({ severity }) => severity === 'error').map(({ rule, message, remedy }) => `${rule}: ${message} ${remedy}`);
    return { states: told(), portalId: null, error: errorOf(error, messages) };
  }
  const end = Date.now() + patience;
  for (;;) {
    const dossier = await store.get(id);
    if (!dossier) return { states: told(), portalId: null, error: errorOf(new Fault('storage-broken')) };
    const { stage } = dossier;
    if (stage.state === 'deposited' || stage.state === 'refused' || Date.now() > end) {
      const held = stage.state === 'deposited' ? stage : null;
      const error = errorIn(dossier);
      return {
        states: told(),
        portalId: held?.identifiantFactureCPP ?? null,
        ...(held ? { portalNumber: held.numeroFacture || dossier.invoice.invoiceNumber } : {}),
        ...(error ? { error } : {}),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const depot = { prepare, deposit };
export type DepotDoor = typeof depot;

declare global {
  var coursierDepot: DepotDoor | undefined;
}

globalThis.coursierDepot = depot;
