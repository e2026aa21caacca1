import { type Dossier, idempotencyKey, restoreDossier } from '../../../../lib/desk/dossier.ts';
import { createOutbox, type Outbox } from '../../../../lib/desk/outbox.ts';
import { shelfOf } from '../../../../lib/desk/shelf.ts';
import { memoryPlatform } from '../../../../lib/platform/memory.ts';
import type { Platform } from '../../../../lib/platform/ports.ts';
import { createPortalClient } from '../../../../lib/portal/api/client.ts';
import { trainingCredentials } from '../../../../lib/portal/environment.ts';
import { CUT_HEADER, createTrainingPortal, type FaultName } from '../../../portal/app.ts';
import { bakerInvoice, pdf, START } from '../../portal/bench.ts';
import { ciiOf } from './cii.ts';

/** What a page's life meets, decided by the test. */
export interface Life {
  /** The page dies at this port call (0 = never), before or after its effect. */
  dieAt: number;
  dieAfterEffect: boolean;
  /** Ticks given away before each port call: the interleaving of two pages. */
  pace: number[];
}

export const peaceful: Life = { dieAt: 0, dieAfterEffect: false, pace: [0] };

/** Disk, portal and time that outlive pages. */
export function createWorld({
  faults = [] as FaultName[],
  locks = true,
  around = (reach: typeof fetch) => reach,
}: {
  faults?: FaultName[];
  locks?: boolean;
  /** Put around every exchange with the portal: a bench judges them there. */
  around?: (reach: typeof fetch) => typeof fetch;
} = {}) {
  let portalTime = START;
  let skew = 0;
  const disk = new Map<string, string>();
  const late: { after: number; send: () => Promise<unknown> }[] = [];
  const portal = createTrainingPortal({ now: () => portalTime, random: () => 0.5, faults });
  const violations: string[] = [];
  const reach = around((input, init) => Promise.resolve(portal.app.request(input as string, init)));
  const holders = new Map<string, { page: object; done: Promise<void>; release: () => void }>();
  let loseNext: (number | 'lost')[] = [];
  let answers = 0;

  function read(id: string): Dossier | null {
    const text = disk.get(id);
    return text ? restoreDossier(JSON.parse(text)) : null;
  }

  const world = {
    portal,
    violations,
    late,
    all: () => [...disk.keys()].map((id) => read(id) as Dossier),
    put(dossier: Dossier) {
      disk.set(dossier.id, JSON.stringify(dossier));
    },
    jump(ms: number) {
      skew += ms;
    },
    pass(ms: number) {
      portalTime += ms;
    },
    /** The answer of the next deposit is lost; with a number, the request itself arrives that many calls later. */
    lose(kind: number | 'lost') {
      loseNext.push(kind);
    },
    /** The user answers whatever came back, as far as this device knows. Gives how many. */
    answer() {
      let count = 0;
      for (const dossier of world.all()) {
        const { stage } = dossier;
        if (stage.state !== 'deposited' || dossier.errands.some(({ state }) => state !== 'refused')) continue;
        const kind = stage.status === 'A_RECYCLER' ? 'recycle' : stage.status === 'SUSPENDUE' ? 'complete' : null;
        if (!kind) continue;
        const { identifiantFactureCPP } = stage;
        const errands = [
          {
            kind,
            identifiantFactureCPP,
            state: 'waiting',
            comment: `answer ${++answers}`,
            buyerSiret: dossier.invoice.buyer.siret,
            engagementNumber: `E${answers}`,
          },
        ];
        const next = restoreDossier({ ...dossier, errands, revision: dossier.revision + 1 });
        if (next) world.put(next);
        count++;
      }
      return count;
    },
    async takeBack(turns: number) {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      for (const dossier of world.all())
        if (dossier.stage.state === 'ready') world.put({ ...dossier, stage: { state: 'draft' }, revision: dossier.revision + 1 });
    },
    sendAgain() {
      const stage = { state: 'ready', since: portalTime + skew, attempts: 0, retryAt: 0, committed: false } as const;
      for (const dossier of world.all()) if (dossier.stage.state === 'draft') world.put({ ...dossier, stage, revision: dossier.revision + 1 });
    },
    calm() {
      loseNext = [];
      for (const fault of [...portal.state.faults]) if (fault !== 'unicite-absente') portal.control.fault(fault, false);
    },
    page: (life: Life): { outbox: Outbox; dead: Promise<void>; platform: Platform } => {
      let calls = 0;
      let alive = true;
      let die: () => void = () => undefined;
      const dead = new Promise<void>((resolve) => {
        die = resolve;
      });
      const me = {};
      const forever = new Promise<never>(() => undefined);

      /** Every await of the outbox passes here: the page may die before or after the effect, and others get their turn. */
      async function port<T>(effect: () => T | Promise<T>): Promise<T> {
        if (!alive) return forever;
        calls++;
        const mine = calls;
        for (let tick = life.pace[mine % life.pace.length] ?? 0; tick > 0; tick--) await Promise.resolve();
        if (!alive) return forever;
        if (mine === life.dieAt && !life.dieAfterEffect) kill();
        if (!alive) return forever;
        const result = await effect();
        if (mine === life.dieAt) kill();
        return alive ? result : forever;
      }

      function kill(): void {
        alive = false;
        // The browser frees the locks of a dead page.
        for (const [name, holder] of holders) {
          if (holder.page === me) {
            holders.delete(name);
            holder.release();
          }
        }
        die();
      }

      async function fetchPortal(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
        const path = String(input).replace('/relais/training', '');
        const send = () => reach(path, { ...init, signal: undefined });
        for (const arrival of [...late]) {
          arrival.after--;
          if (arrival.after < 0) {
            late.splice(late.indexOf(arrival), 1);
            await arrival.send();
          }
        }
        const depositing = /soumettre|deposer\/flux/.test(path);
        const fate = depositing ? loseNext.shift() : undefined;
        if (typeof fate === 'number') {
          late.push({ after: fate, send });
          throw new TypeError('connection lost');
        }
        const answer = await send();
        if (fate === 'lost' || answer.headers.has(CUT_HEADER)) throw new TypeError('connection lost');
        return answer;
      }

      const memory = memoryPlatform();
      const platform: Platform = {
        ...memory,
        clock: {
          now: () => portalTime + skew,
          today: () => new Date(portalTime + skew).toISOString().slice(0, 10),
          sleep: (ms) =>
            port(() => {
              portalTime += ms;
            }),
        },
        network: { ...memory.network, fetch: (input, init) => port(() => fetchPortal(input, init)) },
        async lock(name, work, options) {
          if (!locks) return work();
          for (let holder = holders.get(name); holder; holder = holders.get(name)) {
            if (options?.ifAvailable) return null;
            await holder.done;
          }
          if (!alive) return forever;
          let release: () => void = () => undefined;
          const done = new Promise<void>((resolve) => {
            release = resolve;
          });
          const mine = { page: me, done, release };
          holders.set(name, mine);
          try {
            return await work();
          } finally {
            if (holders.get(name) === mine) holders.delete(name);
            release();
          }
        },
        notify: () => port(() => undefined),
        badge: () => port(() => undefined),
      };

      const outbox = createOutbox({
        platform,
        random: () => 0.5,
        store: {
          get: (id) => port(() => read(id)),
          list: () => port(() => world.all()),
          live: () => port(() => world.all().filter((dossier) => shelfOf(dossier) === 'live')),
          save: (dossier) =>
            port(() => {
              const stored = read(dossier.id);
              if (stored?.revision !== dossier.revision) throw new Error('conflict');
              const { stage } = dossier;
              if (
                stage.state === 'deposited' &&
                !portal.control.invoices().some((invoice) => invoice.identifiantFactureCPP === stage.identifiantFactureCPP)
              ) {
                violations.push(`${dossier.id} said deposited, the portal does not hold it`);
              }
              const saved = { ...dossier, revision: dossier.revision + 1 };
              disk.set(dossier.id, JSON.stringify(saved));
              return saved;
            }),
        },
        clientFor: (environment) =>
          port(() => createPortalClient({ environment, base: '/relais', credentials: trainingCredentials, platform, random: () => 0.5 })),
        compose: (dossier) =>
          port(() => ({
            portalPdf: pdf,
            facturx: { name: 'facture.pdf', bytes: new TextEncoder().encode(ciiOf(dossier.invoice)) },
            attachments: [],
          })),
      });
      return { outbox, dead, platform };
    },
  };
  return world;
}

export type World = ReturnType<typeof createWorld>;

export function readyDossier(id: string, route: Dossier['route'] = 'pdf', change: Record<string, unknown> = {}): Dossier {
  const dossier = restoreDossier({
    id,
    revision: 1,
    createdAt: START,
    invoice: bakerInvoice({ invoiceNumber: `F-${id}`, ...change }),
    stage: { state: 'ready', since: START, attempts: 0, retryAt: 0 },
    environment: 'training',
    route,
  });
  if (!dossier) throw new Error('fixture');
  return dossier;
}

/** A fresh page without bad luck, hours if need be: everything must find its end. */
export async function peace(world: World): Promise<void> {
  world.calm();
  for (let round = 0; round < 30; round++) {
    const { outbox } = world.page(peaceful);
    await outbox.recover();
    await outbox.flush();
    const heard = await outbox.refresh().then(
      () => true,
      () => false,
    );
    const settled = ({ stage, errands }: Dossier) =>
      (stage.state === 'deposited' || stage.state === 'refused') && errands.every(({ state }) => state === 'refused');
    if (heard && world.all().every(settled)) break;
    world.pass(11 * 60_000);
  }
  for (const arrival of world.late.splice(0)) await arrival.send();
}

/** What each side says of the invoices that it holds, where they differ. */
export function disagreements(world: World): string[] {
  return world.all().flatMap(({ id, stage }) => {
    if (stage.state !== 'deposited') return [];
    const truth = world.portal.control.invoices().find((invoice) => invoice.identifiantFactureCPP === stage.identifiantFactureCPP);
    return truth?.statut === stage.status ? [] : [`${id}: ${stage.status} here, ${truth?.statut ?? 'absent'} there`];
  });
}

/** Answers of the seller that the portal's books hold more than once. */
export function doubledAnswers(world: World): string[] {
  const words = world.portal.control
    .invoices()
    .flatMap(({ identifiantFactureCPP, historique }) =>
      historique.filter(({ commentaire }) => /^answer /.test(commentaire)).map(({ commentaire }) => `${identifiantFactureCPP} ${commentaire}`),
    );
  return words.filter((word, index) => words.indexOf(word) !== index);
}

/** Numbers in the portal's books that appear more than once. */
export function doubles(world: World): string[] {
  // A typed invoice has the portal's number: ours is in its comment.
  const numbers = world.portal.control
    .invoices()
    .map((invoice) => /\[\S+\]/.exec(invoice.commentaire)?.[0] ?? `${invoice.dateFacture.slice(0, 4)} ${invoice.numeroFacture}`);
  return numbers.filter((number, index) => numbers.indexOf(number) !== index);
}

export function keyOf(dossier: Dossier): string {
  return idempotencyKey(dossier.invoice);
}
