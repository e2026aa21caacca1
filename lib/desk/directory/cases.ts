import { inEnvironment } from '../../directory/environment.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { Fault } from '../../invoice/fault.ts';
import type { Environment } from '../../portal/environment.ts';
import type { Bench } from '../bench.ts';
import { once } from '../once.ts';
import type { Vault } from '../vault.ts';
import { missingSites, openWay } from '../ways.ts';
import { BUSINESS_DIRECTORY, type DirectoryDesk, type DirectoryState, OLD_AFTER_DAYS } from './api.ts';
import type { BusinessDirectory } from './business.ts';
import { checkPublished, folderAddress, OWN_FOLDER } from './following.ts';
import { tidy } from './installing.ts';

const DAY_MS = 86_400_000;
/** One question about one structure at a time, and not again at once. */
const LEAST_BETWEEN_MS = 60_000;

/** The page's own site, where a published directory may lie; null in an extension and in tests. */
function ownFolder(surface: Bench['platform']['surface']): string | null {
  return surface === 'web' ? `${globalThis.location.origin}/${OWN_FOLDER}` : null;
}

/** What is not needed to look for something newer is loaded when it serves: every page looks once a day. */
export function directoryCases(bench: Bench, vault: () => Promise<Pick<Vault, 'open'>>): DirectoryDesk {
  const { platform, stages } = bench;
  const { clock } = platform;
  const own = ownFolder(platform.surface);
  const business = once(async (): Promise<BusinessDirectory> => {
    const [module, shelf] = await Promise.all([import('./business.ts'), bench.shelf()]);
    return new module.BusinessDirectory({ platform, shelf });
  });

  /** What is known of a structure, its services brought. */
  async function knownOf(siret: string, environment: Environment): Promise<Recipient | null> {
    const directory = await bench.directory();
    let known = inEnvironment(directory.bySiret(siret, environment), environment);
    if (known?.servicesElsewhere && (await directory.bring?.(siret))) known = inEnvironment(directory.bySiret(siret, environment), environment);
    return known;
  }

  const lastAsked = async (siret: string, environment: Environment) =>
    (await (await bench.shelf()).live()).find((live) => live.siret === siret && live.environment === environment)?.at ?? 0;

  /** The account that asks: of the company at work, else of all. */
  const credentials = async (environment: Environment) => (await vault()).open(environment, (await bench.profile()).seller.siret.slice(0, 9));

  const cases: DirectoryDesk = {
    async state() {
      const shelf = await bench.shelf();
      const [held, watch, view] = await Promise.all([shelf.held(), shelf.watch(), bench.directory().catch(() => null)]);
      const manifest = view?.manifest;
      const ageInDays = Math.max(0, Math.floor((Date.parse(clock.today()) - Date.parse(manifest?.date ?? '')) / DAY_MS) || 0);
      // A version that could not be opened does not serve, whatever the shelf says.
      const serves = held && held.manifest.base.sha256 === manifest?.base.sha256;
      return {
        origin: serves ? held.origin : 'shipped',
        date: manifest?.date ?? '',
        ageInDays,
        old: ageInDays > OLD_AFTER_DAYS,
        source: manifest?.source ?? '',
        licence: manifest?.licence ?? '',
        counts: manifest?.counts ?? { structures: 0, services: 0, aliases: 0, skipped: 0 },
        following: watch.address || own || '',
        chosen: watch.address !== '',
        watch,
      } satisfies DirectoryState;
    },
    async follow(typed) {
      const shelf = await bench.shelf();
      const address = typed.trim() === '' ? '' : folderAddress(typed);
      if (address === null) return false;
      // The page's security policy lets it reach its own site alone.
      if (own && address !== '' && new URL(address).origin !== new URL(own).origin) return false;
      const { address: former, ...rest } = await shelf.watch();
      if (former !== address)
        await shelf.setWatch({ ...rest, address, etag: '', triedAt: 0, checkedAt: 0, failures: 0, fault: '', refused: '', heavy: 0, paused: false });
      return true;
    },
    async sitesToAllow(typed) {
      const address = folderAddress(typed);
      return address ? missingSites({ base: address, other: { token: '', api: '' } }, platform) : [];
    },
    async check(options = {}) {
      const shelf = await bench.shelf();
      const { address } = await shelf.watch();
      const followed = address || own;
      if (!followed) return { kind: 'later' };
      // What the user built himself is not replaced by what the app's site happens to publish, unless he asks.
      if (address === '' && !options.force && (await shelf.held())?.origin === 'files') return { kind: 'later' };
      return checkPublished({ platform, shelf }, { ...options, address: followed });
    },
    async build(files, options) {
      const { buildFromFiles } = await import('./building.ts');
      return buildFromFiles({ platform, shelf: await bench.shelf(), shippedBase: stages.shippedBase }, files, options);
    },
    async useShipped() {
      const shelf = await bench.shelf();
      const held = await shelf.held();
      if (held) await shelf.point(null, held.version);
      await tidy(shelf);
      await shelf.setWatch({ ...(await shelf.watch()), etag: '', heavy: 0, refused: '', fault: '', paused: true });
    },

    async standing(siret, environment) {
      const [known, askedAt, { refresh }, kept] = await Promise.all([
        knownOf(siret, environment),
        lastAsked(siret, environment),
        cases.choices(),
        credentials(environment).catch(() => null),
      ]);
      const possible = kept !== null && platform.network.online();
      const age = clock.now() - askedAt;
      return { askedAt, possible, due: possible && refresh && (age > DAY_MS || age < 0), known: known !== null };
    },
    async refresh(siret, environment, serviceCode = '', signal) {
      const kept = await credentials(environment);
      if (!kept) throw new Fault('portal-credentials', 'none kept');
      const way = await openWay(environment, await bench.settings(), bench);
      const [{ createPortalClient }, { askStructure, changesOf }] = await Promise.all([import('../../portal/api/client.ts'), import('./live.ts')]);
      const answer = await platform.lock(`coursier-structure-${siret}`, async () => {
        const shelf = await bench.shelf();
        const known = await knownOf(siret, environment);
        const askedAt = await lastAsked(siret, environment);
        const since = clock.now() - askedAt;
        if (known && since >= 0 && since < LEAST_BETWEEN_MS) return { recipient: known, changes: [], at: askedAt };
        const client = createPortalClient({ environment, ...way, credentials: kept, platform });
        const recipient = await askStructure(client, { environment, siret, known, serviceCode, today: clock.today() }, signal);
        const at = clock.now();
        await shelf.saveLive({ environment, siret, at, day: clock.today(), recipient });
        return { recipient, changes: changesOf(known, recipient, serviceCode), at };
      });
      if (!answer) throw new Fault('aborted', 'asked elsewhere');
      return answer;
    },

    choices: async () => (await bench.shelf()).choices(),
    async choose(change) {
      const shelf = await bench.shelf();
      await shelf.setChoices({ ...(await shelf.choices()), ...change });
      // Taken back, its traces go too.
      if (change.business === false) await shelf.forgetAsked();
    },
    async searchBusiness(query, signal) {
      const missing = await missingSites({ base: BUSINESS_DIRECTORY, other: { token: '', api: '' } }, platform);
      if (missing.length > 0 || (await cases.choices()).business !== true) throw new Fault('not-ready', 'no leave to ask');
      return (await business()).search(query, signal);
    },
  };
  return cases;
}
