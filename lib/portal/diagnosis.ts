import { Fault, type FaultCode } from '../invoice/fault.ts';
import type { PortalClient } from './api/client.ts';
import { PortalFault } from './api/fault.ts';

/** From the nearest to the farthest: a step tells something only when those before it hold. */
export const stepIds = ['network', 'token', 'subscription', 'connection', 'account', 'structures', 'bank', 'rights'] as const;
export type StepId = (typeof stepIds)[number];

/** What was found, as a closed list: `lib/ui/words` says for each what it means and the exact thing to mend. */
export const findings = [
  'offline',
  'relay-unreachable',
  'relay-refuses',
  'host-refused',
  'portal-unreachable',
  'portal-down',
  'portal-busy',
  'keys-missing',
  'keys-refused',
  'not-subscribed',
  'not-connected',
  'account-missing',
  'account-refused',
  'password-expired',
  'no-structure',
  'seller-absent',
  'seller-unknown',
  'no-bank-account',
  'several-bank-accounts',
  'no-right',
  'unexpected',
] as const;
export type Finding = (typeof findings)[number];

/** PISTE sells Chorus Pro in three pieces, each with conditions of its own to accept. */
export type ApiName = 'Factures' | 'Structures' | 'Transverses';

export interface Step {
  id: StepId;
  state: 'todo' | 'doing' | 'ok' | 'failed' | 'skipped';
  /** On a failed step, what to mend; on one that holds, what is good to know. */
  finding: Finding | null;
  /** Pieces of PISTE that refuse, when that is the finding. */
  apis: readonly ApiName[];
  /** Companies, bank accounts: public names, never a secret. */
  names: readonly string[];
}

export interface Diagnosis {
  steps: readonly Step[];
  /** True when an invoice can leave: nothing failed. */
  ready: boolean;
  /** What the portal says of the technical password's end, in its own shape; "" when it says nothing. */
  passwordEnd: string;
}

type Client = Pick<
  PortalClient,
  'health' | 'paymentModes' | 'searchStructures' | 'searchInvoices' | 'ownStructures' | 'structure' | 'bankAccounts' | 'environment'
>;

export interface DiagnosisParts {
  client: Client;
  /** Whether the relay is there and lets us through to this environment; null when it is. */
  reach(signal?: AbortSignal): Promise<Finding | null>;
  /** What lacks before any call: "" for nothing. */
  missing: 'keys-missing' | 'account-missing' | '';
  /** SIRET of the company that invoices are sent for, "" when not known. */
  seller: string;
  tell?(steps: readonly Step[]): void;
  signal?: AbortSignal;
}

/** Where a failed call stands in the way, whatever it was for. */
const gates: Partial<Record<FaultCode, readonly [StepId, Finding]>> = {
  offline: ['network', 'offline'],
  'portal-unreachable': ['network', 'portal-unreachable'],
  'portal-timeout': ['network', 'portal-unreachable'],
  'portal-down': ['network', 'portal-down'],
  'portal-busy': ['network', 'portal-busy'],
  'portal-credentials': ['token', 'keys-refused'],
  'portal-subscription': ['subscription', 'not-subscribed'],
  'portal-connection': ['connection', 'not-connected'],
  'portal-account': ['account', 'account-refused'],
  'portal-account-expired': ['account', 'password-expired'],
};

/** A number that no invoice carries: the search is asked for its verdict, not for its answer. */
const NO_INVOICE = 'COURSIER-ESSAI';

/**
 * Walks from the network to the bank account and stops where something is to be mended. Reads only; nothing is deposited. Rejects with 'aborted' alone.
 * A wrong key and the portal's bad luck give the same 400 (one in ten, seen live): the transport asks four times before it is called wrong.
 */
export async function diagnose({ client, reach, missing, seller, tell, signal }: DiagnosisParts): Promise<Diagnosis> {
  let steps: Step[] = stepIds.map((id) => ({ id, state: 'todo', finding: null, apis: [], names: [] }));
  let passwordEnd = '';
  const mark = (id: StepId, change: Partial<Omit<Step, 'id'>>) => {
    steps = steps.map((step) => (step.id === id ? { ...step, ...change } : step));
    tell?.(steps);
  };
  const fail = (id: StepId, finding: Finding, more: Partial<Step> = {}) => {
    mark(id, { state: 'failed', finding, ...more });
    return false;
  };

  /** Says where a call failed; what its answer proves of the steps before is said too. */
  function failed(error: unknown, doing: StepId): boolean {
    const fault = Fault.from(error);
    if (fault.code === 'aborted') throw fault;
    const [id, finding] =
      gates[fault.code] ?? ([doing, fault instanceof PortalFault && fault.reached === 'answered' ? 'no-right' : 'unexpected'] as const);
    // An answer about what stands further proves the token.
    if (id === 'connection' || id === 'account' || id === 'subscription') mark('token', { state: 'ok' });
    if (doing !== id && doing !== 'token') mark(doing, { state: 'skipped' });
    return fail(id, finding, finding === 'not-subscribed' ? { apis: ['Transverses'] } : {});
  }

  async function network(): Promise<boolean> {
    mark('network', { state: 'doing' });
    const finding = await reach(signal);
    if (finding) return fail('network', finding);
    mark('network', { state: 'ok' });
    return true;
  }

  async function token(): Promise<boolean> {
    if (missing === 'keys-missing') return fail('token', missing);
    if (missing === 'account-missing') return fail('account', missing);
    mark('token', { state: 'doing' });
    try {
      await client.health(signal);
    } catch (error) {
      const { code } = Fault.from(error);
      // The health call has no body of its own to echo: its 403 does not say which piece refuses. The next step asks with one.
      if (code !== 'portal-connection') return failed(error, 'token');
    }
    mark('token', { state: 'ok' });
    return true;
  }

  /** One call to each piece; the refusals of all three are told at once, since each costs the user a walk through PISTE. */
  async function subscription(): Promise<boolean> {
    mark('subscription', { state: 'doing' });
    const calls: [ApiName, () => Promise<unknown>][] = [
      ['Transverses', () => client.paymentModes(signal)],
      ['Structures', () => client.searchStructures({ siret: seller || '00000000000000' }, signal)],
      ['Factures', () => client.searchInvoices({ numeroFacture: NO_INVOICE }, signal)],
    ];
    const refused: ApiName[] = [];
    let connected = true;
    for (const [api, call] of calls) {
      try {
        await call();
      } catch (error) {
        const { code } = Fault.from(error);
        if (code === 'portal-subscription') refused.push(api);
        else if (code === 'portal-connection') connected = false;
        else if (!(error instanceof PortalFault && error.reached === 'answered')) return failed(error, 'subscription');
        else if (api === 'Factures') fail('rights', 'no-right');
      }
    }
    mark('subscription', refused.length > 0 ? { state: 'failed', finding: 'not-subscribed', apis: refused } : { state: 'ok' });
    if (!connected) return fail('connection', 'not-connected');
    if (refused.length > 0) return false;
    for (const id of ['connection', 'account'] as const) mark(id, { state: 'ok' });
    return true;
  }

  async function structures(): Promise<number | null> {
    mark('structures', { state: 'doing' });
    try {
      const own = await client.ownStructures(signal);
      const names = own.map(({ designationStructure, identifiant }) =>
        designationStructure ? `${designationStructure} (${identifiant})` : identifiant,
      );
      const siblings = own.filter(({ identifiant }) => identifiant.slice(0, 9) === seller.slice(0, 9));
      const found =
        own.find(({ identifiant }) => identifiant === seller) ??
        (siblings.length === 1 ? siblings[0] : undefined) ??
        // Training takes any seller for its one supplier; so do we where no seller is known yet.
        (client.environment === 'training' || seller === '' ? own[0] : undefined);
      if (own.length === 0) fail('structures', 'no-structure');
      else if (!found?.idStructureCPP) fail('structures', 'seller-absent', { names });
      else {
        const { informationGenerales } = await client.structure(found.idStructureCPP, signal);
        passwordEnd = informationGenerales.dateExpirationMotPasseCompteTech;
        mark('structures', { state: 'ok', names, finding: seller === '' ? 'seller-unknown' : null });
        return found.idStructureCPP;
      }
    } catch (error) {
      failed(error, 'structures');
    }
    return null;
  }

  async function bank(structure: number): Promise<void> {
    mark('bank', { state: 'doing' });
    try {
      const accounts = await client.bankAccounts(structure, signal);
      const finding = accounts.length === 0 ? 'no-bank-account' : accounts.length > 1 ? 'several-bank-accounts' : null;
      // The invoice carries its own IBAN: neither stops it.
      mark('bank', { state: 'ok', finding, names: accounts.map(({ nomCoordonneeBancaire }) => nomCoordonneeBancaire).filter(Boolean) });
    } catch (error) {
      failed(error, 'bank');
    }
  }

  if ((await network()) && (await token()) && (await subscription())) {
    const structure = await structures();
    if (structure !== null) await bank(structure);
    if (steps.find(({ id }) => id === 'rights')?.state === 'todo') mark('rights', { state: 'ok' });
  }
  steps = steps.map((step) => (step.state === 'todo' || step.state === 'doing' ? { ...step, state: 'skipped' } : step));
  tell?.(steps);
  return { steps, ready: steps.every(({ state }) => state === 'ok'), passwordEnd };
}
