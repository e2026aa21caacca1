import 'fake-indexeddb/auto';
import { strToU8, zipSync } from 'fflate';
import { expect, it, vi } from 'vitest';
import { Fault } from '../../../lib/invoice/fault.ts';
import { restoreInvoice } from '../../../lib/invoice/model.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { databaseHaystacks, findSecrets, type Haystack } from '../../bench/secrets.ts';
import { CUT_HEADER, createTrainingPortal, faultNames } from '../../portal/app.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { openDesk } from './harness.ts';

const canaries = {
  clientId: 'canari-identifiant-4f1c',
  clientSecret: 'canari-secret-ÿ-92ab"\\',
  login: 'TECH_1_canari77@cpro.fr',
  password: 'canari mot de passe é€ 31',
  passphrase: 'canari phrase du fournil 58',
};
const SIREN = '732829320';

it('finds what it looks for, in every form', () => {
  const { password } = canaries;
  const hidden: [string, unknown][] = [
    ['clear', { deep: [{ note: `x${password}y` }] }],
    ['base64', Buffer.from(`login:${password}!`).toString('base64')],
    ['base64', Buffer.from(`login2:${password}`).toString('base64')],
    ['base64', Buffer.from(`log:${password}??`).toString('base64')],
    ['hex', Buffer.from(password).toString('hex')],
    ['bytes', new TextEncoder().encode(`…${password}`)],
    ['cause', new Fault('unknown', '', { cause: new Error(password) })],
    ['address', `https://x.example/?p=${encodeURIComponent(password)}`],
    ['form', new URLSearchParams({ password }).toString()],
    ['zip', zipSync({ 'a.json': strToU8(JSON.stringify({ password })) })],
    ['key of an object', { [password]: 1 }],
    ['map', new Map([['a', password]])],
  ];
  for (const [form, content] of hidden) expect(findSecrets([{ place: form, content }], { password }).length, form).toBeGreaterThan(0);
  expect(findSecrets([{ place: 'nothing', content: { login: 'TECH', text: password.slice(0, 12) } }], { password })).toEqual([]);
});

/** The training portal as « production », its own account answering to the canaries; everything asked of it is kept. */
function portalBehindRelay() {
  const portal = createTrainingPortal({ random: () => 0.5, now: () => now() });
  let now = () => 0;
  const addresses: string[] = [];
  const given: string[] = [];
  const call: typeof fetch = async (input, init) => {
    const url = String(input);
    addresses.push(url);
    if (url.endsWith('/etat')) return Response.json({ environnements: { production: { cle: false } } });
    const headers = new Headers(init?.headers);
    const account = Buffer.from(headers.get('cpro-account') ?? '', 'base64').toString('utf8');
    given.push(account);
    if (account === `${canaries.login}:${canaries.password}`)
      headers.set('cpro-account', Buffer.from(`${trainingCredentials.login}:${trainingCredentials.password}`).toString('base64'));
    let body = init?.body;
    if (url.endsWith('/token')) {
      const form = new URLSearchParams(String(body));
      given.push(form.get('client_secret') ?? '');
      const right = form.get('client_id') === canaries.clientId && form.get('client_secret') === canaries.clientSecret;
      body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: right ? 'entrainement' : 'x',
        client_secret: 'entrainement',
      }).toString();
    }
    const path = url.replace('/relais/production', '');
    const answer = await portal.app.request(path, { ...init, body: body ?? null, headers, signal: undefined } as RequestInit);
    if (answer.headers.has(CUT_HEADER)) throw new TypeError('connection lost');
    // the portal's one supplier is this baker
    return path === paths.ownStructures.path ? new Response((await answer.text()).replace('12345678200010', '73282932000074'), answer) : answer;
  };
  return {
    portal,
    call,
    addresses,
    given,
    tick: (clock: () => number) => {
      now = clock;
    },
  };
}

it('no secret is found anywhere after use', async () => {
  const haystacks: Haystack[] = [];
  const keep = (place: string, content: unknown) => void haystacks.push({ place, content });
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    vi.spyOn(console, level).mockImplementation((...said: unknown[]) => keep(`console.${level}`, said));
  const rejections = (error: unknown) => keep('unhandled rejection', error);
  process.on('unhandledRejection', rejections);
  /** A gesture whose failure becomes the report a user may send. */
  const tried = async (what: string, work: () => Promise<unknown>) => {
    try {
      keep(`answer of ${what}`, await work());
    } catch (error) {
      keep(`fault of ${what}`, error);
      const { code, detail, message, stack } = Fault.from(error);
      keep(`report of ${what}`, JSON.stringify({ code, detail, message, stack }));
    }
  };

  const world = portalBehindRelay();
  const name = 'secrets';
  const { desk, store, platform } = await openDesk({ name, fetch: world.call, relay: '/relais' });
  world.tick(platform.clock.now);
  await desk.saveSettings({ ...(await desk.settings()), environment: 'production', notifications: true });
  const accounts = await desk.accounts();

  // typed one by one, in two places, locked, unlocked, a passphrase put, changed, mistaken
  for (const siren of ['', SIREN])
    for (const field of ['clientId', 'clientSecret', 'login', 'password'] as const)
      await accounts.save('production', siren, field, ` ${canaries[field]} `);
  await accounts.datePassword('production', '', '2025-10-10');
  await accounts.announce();
  haystacks.push(...(await databaseHaystacks(indexedDB, name)).map((entry) => ({ ...entry, place: `${entry.place} (device key)` })));
  await accounts.setPassphrase(canaries.passphrase);
  await accounts.lock();
  await tried('a locked vault', () => accounts.visible('production', ''));
  await tried('credentials of a locked vault', () => desk.credentials('production', SIREN));
  await tried('a wrong passphrase', () => accounts.unlock('faux'));
  await tried('the passphrase', () => accounts.unlock(canaries.passphrase));
  keep('accounts', [await accounts.list(), await accounts.notices(), await accounts.setup(), await accounts.state()]);

  // the connection, whole and with every fault of the training portal
  const told: unknown[] = [];
  for (const fault of [null, ...faultNames.filter((fault) => fault !== 'sans-reponse')]) {
    if (fault) world.portal.control.fault(fault, true);
    await tried(`a test with ${fault ?? 'no fault'}`, () => accounts.test('production', SIREN, { tell: (steps) => told.push(steps) }));
    if (fault) world.portal.control.fault(fault, false);
  }
  keep('steps told', told);

  // invoices sent with every fault, locked and unlocked
  for (const [index, fault] of [null, ...faultNames.filter((fault) => fault !== 'sans-reponse')].entries()) {
    const { id } = await desk.create();
    await desk.change(id, () =>
      restoreInvoice({ ...bakerInvoice(), serviceCode: 'SFACETAT', invoiceNumber: `F2026-2${String(index).padStart(2, '0')}` }),
    );
    if (fault) world.portal.control.fault(fault, true);
    if (index === 3) await accounts.lock();
    await tried(`sending with ${fault ?? 'no fault'}`, () => desk.send(id));
    await tried(`the outbox with ${fault ?? 'no fault'}`, () => desk.flush());
    if (index === 3) {
      await tried('unlocking', () => accounts.unlock(canaries.passphrase));
      await tried('the outbox after unlocking', () => desk.flush());
    }
    if (fault) world.portal.control.fault(fault, false);
  }
  platform.advance(3_600_000);
  await accounts.unlock(canaries.passphrase);
  await tried('the outbox in peace', () => desk.flush());
  await tried('the follow-up', () => desk.refresh());
  const dossiers = await desk.list();
  keep('dossiers', dossiers);

  // what a user hands over
  const exporting = await desk.exporting();
  await tried('sauvegarde.zip', async () => new Uint8Array(await (await (await desk.backups()).write('')).blob.arrayBuffer()));
  await tried('export.zip', () => exporting.archive(dossiers));
  await tried('export.csv', () => exporting.spreadsheet(dossiers, 'tout'));
  for (const { id } of dossiers.slice(0, 3)) await tried(`files of ${id}`, () => desk.compose(id));
  keep('notifications', platform.notifications);
  keep('addresses asked', world.addresses);
  haystacks.push(...(await databaseHaystacks(indexedDB, name)));

  vi.restoreAllMocks();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', rejections);

  // the secrets were truly used, and invoices truly left
  expect(world.given).toContain(`${canaries.login}:${canaries.password}`);
  expect(world.given).toContain(canaries.clientSecret);
  expect(world.portal.control.invoices().length).toBeGreaterThan(3);
  expect(await desk.credentials('production', SIREN)).toMatchObject({ password: canaries.password });
  expect(haystacks.length).toBeGreaterThan(80);

  // the two public keys are shown to the user by `visible` alone: they are looked for everywhere too
  expect(findSecrets(haystacks, canaries)).toEqual([]);
  store.close();
}, 60_000);
