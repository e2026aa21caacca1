import * as z from 'zod/mini';
import { Fault, type FaultCode } from '../invoice/fault.ts';
import { sirenOf } from '../invoice/model.ts';
import { type DiagnosisParts, diagnose } from '../portal/diagnosis.ts';
import { type Environment, environments } from '../portal/environment.ts';
import type { Accounts, ExpiryNotice } from './api-accounts.ts';
import type { Bench } from './bench.ts';
import { companyOf } from './company-book.ts';
import type { Dossier } from './dossier.ts';
import { announcementDue, expiryOf, passwordEnds, portalDay } from './expiry.ts';
import { cleanKey } from './key-forms.ts';
import { relayFinding, relayState, straight } from './relay-state.ts';
import type { Vault } from './vault.ts';
import { missingSites, openWay, wayTo } from './ways.ts';

const SETUP = 'setup';
const SAID = 'expiry-said';

/** Where the guided set-up stands. No secret: those are sealed as soon as they are typed. */
const Setup = z.object({
  environment: z.catch(z.enum(environments), 'training'),
  siren: z.catch(z.string(), ''),
  /** "production/account" → the user ticked that step. */
  ticked: z.catch(z.record(z.string(), z.boolean()), {}),
});

/** Everything about keys: guided set-up, lock, test of the connection, end of the technical password. `release` sends what waited for them. */
export function accountCases(bench: Bench, vault: Vault, release: () => Promise<unknown>): Accounts {
  const { platform, store, alive, settings, book } = bench;

  /** Invoices that waited for the user to open something are due at once. */
  async function free(): Promise<void> {
    const opened: readonly string[] = ['vault-locked', 'portal-not-allowed', 'portal-no-practice'] satisfies FaultCode[];
    const due = (dossier: Dossier): Dossier | null => {
      const { stage } = dossier;
      const errands = dossier.errands.map((errand) =>
        opened.includes(errand.fault) && errand.state !== 'refused' ? { ...errand, retryAt: 0, fault: '' } : errand,
      );
      const moved = errands.some((errand, index) => errand !== dossier.errands[index]);
      // What is in doubt does not say why it waits: asking once more harms nobody.
      if (stage.state === 'sent-unconfirmed') return { ...dossier, errands, stage: { ...stage, checkAt: 0 } };
      if (stage.state !== 'ready' || !opened.includes(stage.lastError?.code ?? '')) return moved ? { ...dossier, errands } : null;
      const { lastError: _, ...calm } = stage;
      return { ...dossier, errands, stage: { ...calm, retryAt: 0 } };
    };
    const waiting = (await alive()).filter((dossier) => due(dossier) !== null);
    for (const { id } of waiting)
      await store.update(id, (dossier) => {
        const freed = due(dossier);
        return freed && { dossier: freed };
      });
    if (waiting.length > 0) void release().catch(() => undefined);
  }

  /** The company whose SIRET the portal must know: the named one, else the one at work. */
  async function sellerOf(siren: string): Promise<string> {
    const known = await book();
    const company = siren === '' ? known.companies.find(({ id }) => id === known.current) : companyOf(known, siren);
    return company && sirenOf(company.seller) !== '' ? company.seller.siret : '';
  }

  /** The place whose keys serve for that company: its own, else the default one. */
  async function placeFor(environment: Environment, siren: string): Promise<string> {
    const accounts = await vault.accounts();
    return accounts.some((account) => account.environment === environment && account.siren === siren && account.has.login) ? siren : '';
  }

  async function notices(): Promise<ExpiryNotice[]> {
    const today = platform.clock.today();
    return (await vault.accounts()).flatMap(({ environment, siren, ...dates }) => {
      const expiry = expiryOf(dates, today);
      return expiry && expiry.state !== 'far' ? [{ environment, siren, expiry }] : [];
    });
  }

  return {
    state: () => vault.state(),
    hasPassphrase: () => vault.hasPassphrase(),
    list: () => vault.accounts(),
    async visible(environment, siren) {
      const { clientId, login } = await vault.draft(environment, siren);
      return { clientId, login };
    },
    async save(environment, siren, field, value, setOn) {
      const clean = cleanKey(value);
      await vault.edit(environment, siren, (kept) => {
        // A new password starts a new life, whose end nobody said yet.
        const dates =
          field === 'password' && clean !== kept.password ? { passwordSetOn: setOn ?? platform.clock.today(), passwordExpiresOn: '' } : {};
        return { credentials: { ...kept, [field]: clean }, dates };
      });
    },
    datePassword: (environment, siren, passwordSetOn) => vault.date(environment, siren, { passwordSetOn, passwordExpiresOn: '' }),
    async forget(environment, siren) {
      const taken = await vault.take(environment, siren);
      return async () => {
        if (taken) await vault.putBack(taken);
      };
    },
    forgetAll: () => vault.forgetAll(),
    async unlock(passphrase) {
      const result = await vault.unlock(passphrase);
      if (result.state === 'open') await free();
      return result;
    },
    async lock() {
      vault.lock();
    },
    async setPassphrase(passphrase) {
      await vault.setPassphrase(passphrase);
      await free();
    },
    async relay() {
      const base = (await settings()).relay || bench.relay;
      return base === '' ? straight(platform) : relayState(platform, base);
    },
    async sitesToAllow(environment) {
      return missingSites(wayTo(environment, await settings(), bench), platform);
    },
    release: free,
    async test(environment, siren, { tell, signal } = {}) {
      const [chosen, credentials] = await Promise.all([settings(), vault.open(environment, siren)]);
      const way = await openWay(environment, chosen, bench);
      const kept = credentials ?? (await vault.draft(environment, siren));
      const state = way.direct ? straight(platform) : await relayState(platform, way.base, signal);
      const keys = environment === 'training' || state.holdsKeys(environment) || (kept.clientId !== '' && kept.clientSecret !== '');
      const { createPortalClient } = await import('../portal/api/client.ts');
      const parts: DiagnosisParts = {
        client: createPortalClient({ environment, ...way, credentials: kept, platform }),
        reach: async () => relayFinding(state, environment),
        missing: !keys ? 'keys-missing' : kept.login === '' || kept.password === '' ? 'account-missing' : '',
        seller: await sellerOf(siren),
        ...(tell ? { tell } : {}),
        ...(signal ? { signal } : {}),
      };
      const result = await diagnose(parts);
      const passwordExpiresOn = portalDay(result.passwordEnd);
      if (passwordExpiresOn !== '' && environment !== 'training')
        await vault.date(environment, await placeFor(environment, siren), { passwordExpiresOn });
      return result;
    },
    notices,
    async announce() {
      if (!(await settings()).notifications) return;
      const value = await store.value(SAID);
      const said = z.catch(z.record(z.string(), z.number()), {}).parse(value);
      for (const { environment, siren, expiry } of await notices()) {
        const slot = `${environment}/${siren} ${expiry.on}`;
        const due = announcementDue(expiry);
        if (due === null || (said[slot] ?? Number.POSITIVE_INFINITY) <= due) continue;
        // Said once for each step, even by a page that opens ten times a day.
        await store.setValue(SAID, { ...said, [slot]: due });
        await platform.notify(passwordEnds(expiry.days), 'Touchez pour voir comment le renouveler.', '/#/raccorder');
      }
    },
    async setup() {
      return Setup.parse((await store.value(SETUP)) ?? {});
    },
    async saveSetup(setup) {
      const checked = Setup.safeParse(setup);
      if (!checked.success) throw new Fault('unknown', 'setup');
      await store.setValue(SETUP, checked.data);
    },
  };
}
