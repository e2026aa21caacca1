import { describe, expect, it } from 'vitest';
import { cleanAddress, cleanKey, keyDoubt } from '../../../lib/desk/key-forms.ts';
import { relayFinding, relayState } from '../../../lib/desk/relay-state.ts';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import { RELAY_HEADER } from '../../../lib/portal/paths.ts';
import { createTrainingPortal } from '../../portal/app.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { openDesk } from './harness.ts';

describe('keys as pasted', () => {
  it('lose what came along with the copy, and nothing inside', () => {
    expect(cleanKey(' \u200Babc def\n')).toBe('abc def');
  });

  it('are doubted aloud when they do not look right', () => {
    expect(keyDoubt('login', 'TECH_1_31942@cpro.fr')).toBeNull();
    expect(keyDoubt('login', 'boulangerie@gmail.com')).toBe('not-technical');
    expect(keyDoubt('clientId', '1b4e28ba-2fa1-41d2-883f-0016d3cca427')).toBeNull();
    expect(keyDoubt('clientId', 'APP_SANDBOX_x')).toBe('not-uuid');
    expect(keyDoubt('clientSecret', 'court')).toBe('short-secret');
    expect(keyDoubt('clientSecret', 'x'.repeat(36), 'x'.repeat(36))).toBe('same-as-id');
    expect(keyDoubt('clientSecret', '••••••••')).toBe('placeholder');
    expect(keyDoubt('clientId', '1b4e28ba 2fa1')).toBe('spaces');
    expect(keyDoubt('password', 'un mot de passe avec espaces')).toBeNull();
    expect(keyDoubt('login', '')).toBeNull();
  });
});

describe('the addresses of « autre »', () => {
  it('are tidied', () => {
    expect(cleanAddress(' https://essai.example/api/oauth/token/ ', 'token')).toEqual({
      address: 'https://essai.example/api/oauth/token',
      fault: null,
    });
    expect(cleanAddress('https://essai.example/base/cpro/factures/v1/soumettre', 'api').address).toBe('https://essai.example/base');
    expect(cleanAddress('https://essai.example/cpro', 'api').address).toBe('https://essai.example');
    expect(cleanAddress('essai.example:8443', 'api').address).toBe('https://essai.example:8443');
    expect(cleanAddress('http://localhost:8787/?a=1#b', 'api').address).toBe('http://localhost:8787');
  });

  it('are refused with a password inside, or when they are none', () => {
    const secret = cleanAddress('https://moi:motdepasse@essai.example/base/cpro', 'api');
    expect(secret).toEqual({ address: 'https://essai.example/base', fault: 'with-secret' });
    expect(['', 'ftp://x.example', 'javascript:alert(1)', 'https://', 'serveur'].map((text) => cleanAddress(text, 'api').fault)).toEqual([
      'empty',
      'not-http',
      'not-an-address',
      'not-an-address',
      'not-an-address',
    ]);
  });
});

describe('the relay', () => {
  const ask = (answer: () => Response | Promise<Response>) => relayState(memoryPlatform({ fetch: async () => answer() }), '/relais');

  it('says what its host holds; an older one is still a relay; another site is none', async () => {
    const full = await ask(() => Response.json({ environnements: { production: { cle: true }, qualification: {}, other: { hotes: true } } }));
    expect([full.holdsKeys('production'), full.holdsKeys('qualification'), full.othersAllowed]).toEqual([true, false, true]);
    expect(relayFinding(full, 'other')).toBeNull();
    const old = await ask(() => new Response('{}', { status: 404, headers: { [RELAY_HEADER]: 'refuse' } }));
    expect([old.reached, relayFinding(old, 'production')]).toEqual(['yes', null]);
    expect(relayFinding(await ask(() => new Response('<html>')), 'production')).toBe('relay-refuses');
    expect(relayFinding(await ask(() => Promise.reject(new TypeError('x'))), 'production')).toBe('relay-unreachable');
    expect(relayFinding(await ask(() => Response.json({ environnements: { other: { hotes: false } } })), 'other')).toBe('host-refused');
    const offline = memoryPlatform();
    offline.setOnline(false);
    expect(relayFinding(await relayState(offline, '/relais'), 'production')).toBe('offline');
  });
});

describe('keys typed in haste', () => {
  it('are all kept, though each is sealed while the next is typed', async () => {
    const { desk } = await openDesk();
    const accounts = await desk.accounts();
    const keys = { clientId: 'identifiant-1', clientSecret: 'secret-12345', login: 'TECH_1_1@cpro.fr', password: 'mot de passe' } as const;
    await Promise.all(Object.entries(keys).map(([field, value]) => accounts.save('qualification', '', field as keyof typeof keys, value)));
    expect(await desk.credentials('qualification')).toEqual(keys);
  });
});

describe('invoices and locked keys', () => {
  it('wait for the passphrase, said so, and leave when it is given', async () => {
    let now = () => 0;
    const portal = createTrainingPortal({ now: () => now(), random: () => 0.5 });
    const { desk, store, platform } = await openDesk({
      relay: '/relais',
      fetch: async (input, init) => {
        if (String(input).endsWith('/etat')) return Response.json({ environnements: {} });
        const path = String(input).replace('/relais/qualification', '');
        const answer = await portal.app.request(path, { ...init, signal: undefined });
        const own = path.endsWith('actives/fournisseur');
        return own ? new Response((await answer.text()).replace('12345678200010', '73282932000074'), answer) : answer;
      },
    });
    now = platform.clock.now;
    await desk.saveSettings({ ...(await desk.settings()), environment: 'qualification' });
    const accounts = await desk.accounts();
    for (const [field, value] of Object.entries({ clientId: 'entrainement', clientSecret: 'entrainement', login: 'TECH_1_ENTRAINEMENT@cpro.fr' }))
      await accounts.save('qualification', '', field as 'clientId', value);
    await accounts.save('qualification', '', 'password', 'entrainement', '2025-10-20');
    await accounts.setPassphrase('quatre baguettes tièdes svp');
    await accounts.lock();
    const { id } = await desk.create();
    await desk.change(id, () => ({ ...bakerInvoice(), serviceCode: 'SFACETAT' }));
    await desk.send(id);
    await desk.flush();
    expect((await desk.open(id))?.stage).toMatchObject({ state: 'ready', lastError: { code: 'vault-locked' } });
    // Another is in doubt, and the portal cannot be asked about it either.
    const doubted = await desk.create();
    const stage = {
      state: 'sent-unconfirmed',
      since: 1,
      attempts: 0,
      key: 'k',
      numeroFluxDepot: '',
      checkAt: platform.clock.now() + 300_000,
      checks: 0,
    } as const;
    await store.update(doubted.id, (dossier) => ({ dossier: { ...dossier, stage } }));
    expect(await accounts.unlock('quatre baguettes tièdes svp')).toMatchObject({ state: 'open' });
    await expect.poll(async () => (await desk.open(id))?.stage.state, { timeout: 20_000 }).toBe('deposited');
    await expect.poll(async () => (await desk.open(doubted.id))?.stage).toMatchObject({ checks: 1 });
    expect((await accounts.test('qualification', '')).ready).toBe(true);
    // the portal's own word is worth more than 424 days after 2025-10-20
    expect(await accounts.notices()).toMatchObject([
      { environment: 'qualification', siren: '', expiry: { on: '2026-12-14', days: 20, by: 'portal', state: 'soon' } },
    ]);
    await desk.saveSettings({ ...(await desk.settings()), notifications: true });
    const before = platform.notifications.length;
    await accounts.announce();
    await accounts.announce();
    expect(platform.notifications.slice(before).map(({ title }) => title)).toEqual([expect.stringMatching(/expire dans 20 jours/)]);
    store.close();
  });
});
