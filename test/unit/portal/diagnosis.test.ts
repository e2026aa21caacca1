import { describe, expect, it } from 'vitest';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import { type DiagnosisParts, diagnose, type Step, type StepId } from '../../../lib/portal/diagnosis.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { createTrainingPortal, type FaultName } from '../../portal/app.ts';
import { bench, START } from './bench.ts';

const supplier = '12345678200010';
const reach = async () => null;

/** States and findings, short: "network ok, token failed keys-refused". */
const told = (steps: readonly Step[]) =>
  steps.map(({ id, state, finding }) => [id, state, ...(finding ? [finding] : [])].join(' ')).filter((line) => !line.endsWith('skipped'));

const run = ({ client }: ReturnType<typeof bench>, change: Partial<DiagnosisParts> = {}) =>
  diagnose({ client, reach, missing: '', seller: supplier, ...change });

/** A client on a portal whose real sentences are changed by the test: (path, answer) gives another answer. */
function altered(change: (path: string, answer: Response) => Response | null, credentials = trainingCredentials) {
  const platform = memoryPlatform({
    now: START,
    fetch: async (input, init) => {
      const path = String(input).replace('/relais/qualification', '');
      const answer = await portal.app.request(path, { ...init, signal: undefined });
      return change(path, answer) ?? answer;
    },
  });
  const portal = createTrainingPortal({ now: platform.clock.now, random: () => 0.5 });
  return createPortalClient({
    environment: 'qualification',
    base: '/relais',
    credentials,
    platform,
    random: () => 0.5,
  });
}

describe('a connection that holds', () => {
  it('walks every step in order and names the company and its account', async () => {
    const states: string[] = [];
    const { steps, ready } = await run(bench(), { tell: (now) => states.push(now.map(({ state }) => state[0]).join('')) });
    expect(ready).toBe(true);
    expect(told(steps)).toEqual([
      'network ok',
      'token ok',
      'subscription ok',
      'connection ok',
      'account ok',
      'structures ok',
      'bank ok',
      'rights ok',
    ]);
    expect(steps.find(({ id }) => id === 'structures')?.names.join()).toContain(supplier);
    expect(states[0]).toBe('dttttttt');
    expect(states).toContain('oodttttt');
    expect(states.at(-1)).toBe('oooooooo');
  });

  it('passes over the bad luck of one token in ten', async () => {
    const world = bench();
    world.portal.control.once('jeton-400-au-hasard', '/token');
    world.portal.control.once('jeton-400-au-hasard', '/token');
    world.portal.control.once('jeton-400-au-hasard', '/token');
    expect((await run(world)).ready).toBe(true);
  });

  it('deposits nothing', async () => {
    const world = bench();
    await run(world);
    expect(world.portal.control.invoices()).toEqual([]);
    expect(world.seen.map(({ path }) => path)).not.toContain(paths.submit.path);
  });
});

describe('the exact thing to mend', () => {
  it.each([
    ['erreur-500', 'network', 'portal-down'],
    ['coupure-avant', 'network', 'portal-unreachable'],
    ['reponse-insensee', 'token', 'unexpected'],
    ['mot-de-passe-expire', 'account', 'password-expired'],
    ['raccordement-absent', 'connection', 'not-connected'],
  ] as [FaultName, StepId, string][])('%s', async (fault, id, finding) => {
    const { steps, ready } = await run(bench({ faults: [fault] }));
    expect(ready).toBe(false);
    expect(steps.find((step) => step.id === id)).toMatchObject({ state: 'failed', finding });
    expect(steps.filter(({ state }) => state === 'failed')).toHaveLength(1);
  });

  it('keys refused four times running are wrong', async () => {
    const world = bench();
    const wrong = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: { ...trainingCredentials, clientSecret: 'faux' },
      platform: world.platform,
      random: () => 0.5,
    });
    const { steps } = await run(world, { client: wrong });
    expect(told(steps)).toEqual(['network ok', 'token failed keys-refused']);
    expect(world.seen).toHaveLength(4);
  });

  it('a wrong technical account', async () => {
    const world = bench();
    const wrong = createPortalClient({
      environment: 'training',
      base: '/relais',
      credentials: { ...trainingCredentials, password: 'faux' },
      platform: world.platform,
      random: () => 0.5,
    });
    expect(told((await run(world, { client: wrong })).steps)).toEqual(['network ok', 'token ok', 'account failed account-refused']);
  });

  it('the pieces of PISTE whose conditions are not accepted, all at once', async () => {
    const client = altered((path) => (/factures|structures\/v1/.test(path) ? new Response('{}', { status: 403 }) : null));
    const { steps } = await diagnose({ client, reach, missing: '', seller: supplier });
    expect(steps.find(({ id }) => id === 'subscription')).toMatchObject({ state: 'failed', apis: ['Structures', 'Factures'] });
  });

  it('a 403 that echoes an empty request is the raccordement, not the subscription', async () => {
    const client = altered((path) => (path === paths.ownStructures.path ? new Response('{}', { status: 403 }) : null));
    expect(told((await diagnose({ client, reach, missing: '', seller: supplier })).steps)).toContain('connection failed not-connected');
  });

  it('a company to which the technical account is not attached, with those to which it is', async () => {
    const client = altered(() => null);
    const { steps } = await diagnose({ client, reach, missing: '', seller: '73282932000074' });
    expect(steps.find(({ id }) => id === 'structures')).toMatchObject({ state: 'failed', finding: 'seller-absent' });
    expect(steps.find(({ id }) => id === 'structures')?.names.join()).toContain(supplier);
  });

  it('a company not yet described is no failure', async () => {
    const { steps, ready } = await run(bench(), { seller: '' });
    expect(ready).toBe(true);
    expect(told(steps)).toContain('structures ok seller-unknown');
  });

  it('rights that lack on invoices, and no bank account', async () => {
    const refusal = JSON.stringify({ codeRetour: 20001, libelle: 'GDP_MSG_11.005' });
    const client = altered((path) => {
      if (path === paths.searchInvoices.path) return new Response(refusal);
      return path === paths.bankAccounts.path ? new Response(JSON.stringify({ codeRetour: 0, libelle: '', listeCoordonneeBancaire: null })) : null;
    });
    const { steps } = await diagnose({ client, reach, missing: '', seller: supplier });
    expect(told(steps)).toContain('rights failed no-right');
    expect(told(steps)).toContain('bank ok no-bank-account');
  });

  it('what lacks before anything is asked', async () => {
    const world = bench();
    expect(told((await run(world, { missing: 'keys-missing' })).steps)).toEqual(['network ok', 'token failed keys-missing']);
    expect(told((await run(world, { missing: 'account-missing' })).steps)).toEqual(['network ok', 'account failed account-missing']);
    expect(world.seen).toEqual([]);
  });

  it('the relay', async () => {
    expect(told((await run(bench(), { reach: async () => 'relay-unreachable' })).steps)).toEqual(['network failed relay-unreachable']);
  });

  it('stops when the user leaves', async () => {
    const control = new AbortController();
    const world = bench();
    const walk = run(world, { signal: control.signal, tell: () => control.abort() });
    await expect(walk).rejects.toMatchObject({ code: 'aborted' });
  });
});

it('gives the portal’s own date of the password', async () => {
  const client = altered((path) =>
    path === paths.structure.path
      ? new Response(
          JSON.stringify({
            codeRetour: 0,
            libelle: '',
            informationGenerales: {
              idStructureCPP: 160,
              identifiantStructure: supplier,
              raisonSocialeStructure: 'X',
              dateExpirationMotPasseCompteTech: '2027-01-15',
            },
          }),
        )
      : null,
  );
  expect((await diagnose({ client, reach, missing: '', seller: supplier })).passwordEnd).toBe('2027-01-15');
});
