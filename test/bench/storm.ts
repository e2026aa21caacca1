import type { Dossier } from '../../lib/desk/dossier.ts';
import { isFinal } from '../../lib/portal/statuses.ts';
import type { FaultName } from '../portal/app.ts';
import { type ContractProblem, Coverage, contractFetch } from '../portal/contract-fetch.ts';
import {
  createWorld,
  disagreements,
  doubledAnswers,
  doubles,
  type Life,
  peace,
  peaceful,
  readyDossier,
  type World,
} from '../unit/desk/outbox/world.ts';

/**
 * Deposits under every kind of bad luck, on the product's own outbox and client: pages killed before or after the effect of each of their steps, answers
 * lost, doubled, cut or changed in shape, errors before and after the treatment, two pages at once with and without locks, clocks that jump, agents that
 * send invoices back. Afterwards the portal's books and the device must tell the same story.
 */
export interface StormResult {
  deposits: number;
  kills: number;
  faults: number;
  twoPages: number;
  lost: number;
  doubled: number;
  falselySaid: number;
  disagreeing: number;
  answers: { asked: number; doubled: number; pending: number };
  coverage: ReturnType<Coverage['summary']>;
  /** The first few things that were wrong, for whoever must mend them. */
  complaints: string[];
}

const faults: readonly FaultName[] = [
  'jeton-400-au-hasard',
  'rafale-401',
  'raccordement-absent',
  'mot-de-passe-expire',
  'trop-de-demandes',
  'erreur-500',
  'maintenance',
  'reponse-insensee',
  'coupure-avant',
  'reponse-perdue',
  'reponse-tronquee',
  'erreur-500-apres',
  'demande-double',
  'formes-melees',
];
const steps = [
  'token',
  'recuperer',
  'deposer/pdf',
  'ajouter',
  'soumettre',
  'deposer/flux',
  'consulterCR',
  'rechercher',
  'consulter',
  'recycler',
  'completer',
  'historique',
];
const comebacks = ['A_RECYCLER', 'SUSPENDUE', 'MANDATEE', 'MISE_EN_PAIEMENT', 'REJETEE'];
/** Port calls of a page's life from start to the end of two deposits; kills are spread over them, and past them. */
const LIFE_STEPS = 70;

/** Marsaglia's xorshift: a storm can be played again from its seed. */
function dice(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

async function live(world: World, life: Life): Promise<void> {
  const { outbox, dead } = world.page(life);
  const work = async () => {
    await outbox.recover();
    await outbox.flush();
    await outbox.refresh().catch(() => undefined);
  };
  await Promise.race([dead, work()]);
}

const routeOf = (rank: number): Dossier['route'] => (['pdf', 'pdf', 'facturx', 'pdf', 'entry'] as const)[rank % 5] ?? 'pdf';

export async function storm({
  deposits = 1000,
  perWorld = 4,
  seed = 1,
}: {
  deposits?: number;
  perWorld?: number;
  seed?: number;
} = {}): Promise<StormResult> {
  const coverage = new Coverage();
  const wrong: ContractProblem[] = [];
  const result = { deposits: 0, kills: 0, faults: 0, twoPages: 0, lost: 0, doubled: 0, falselySaid: 0, disagreeing: 0 };
  const answers = { asked: 0, doubled: 0, pending: 0 };
  const complaints: string[] = [];
  for (let round = 0; result.deposits < deposits; round++) {
    const roll = dice(seed * 10_007 + round);
    const count = Math.min(perWorld, deposits - result.deposits);
    // A portal without uniqueness forgives no double; it is not to be had for typed invoices and doubled requests, where only uniqueness can help.
    const strictBooks = round % 2 === 0;
    const locks = round % 5 !== 4;
    const world = createWorld({
      locks,
      faults: strictBooks ? ['unicite-absente'] : [],
      around: (fetch) => contractFetch(fetch, (problem) => wrong.push(problem), { coverage }),
    });
    for (let rank = 0; rank < count; rank++) {
      const route = routeOf(round + rank);
      // Without locks two pages may both find a typed invoice absent: the one case that nothing can settle (lib/portal/README.md).
      world.put(readyDossier(`${round}-${rank}`, route === 'entry' && !locks ? 'pdf' : route));
    }
    const life = (): Life => {
      const dieAt = roll(4) === 0 ? 0 : 1 + roll(LIFE_STEPS);
      if (dieAt > 0) result.kills++;
      return { dieAt, dieAfterEffect: roll(2) === 0, pace: [roll(5), roll(3)] };
    };
    for (let events = 3 + roll(6); events > 0; events--) {
      const what = roll(10);
      if (what < 4) {
        const fault = faults[roll(faults.length)] as FaultName;
        const step = steps[roll(steps.length)] as string;
        if (fault === 'demande-double' && (strictBooks || step === 'soumettre')) continue;
        world.portal.control.once(fault, step);
        result.faults++;
      } else if (what === 4) {
        world.lose(strictBooks ? 'lost' : roll(12));
        result.faults++;
      } else if (what === 5) {
        world.jump((roll(240) - 120) * 60_000);
      } else if (what === 6) {
        // A rejection and a payment are the end: nobody sends such an invoice back.
        for (const { identifiantFactureCPP } of world.portal.control.invoices().filter(({ statut }) => !isFinal(statut)))
          world.portal.control.push(identifiantFactureCPP, comebacks[roll(comebacks.length)] as string, 'mot de l’agent');
        world.pass(61_000);
      } else world.pass(roll(900_000));
      if (roll(3) === 0) {
        result.twoPages++;
        await Promise.all([live(world, life()), live(world, life())]);
      } else await live(world, life());
      answers.asked += world.answer();
    }
    await peace(world);
    // Asked as a user would who opens the follow-up at the end of the day.
    world.pass(120_000);
    await live(world, peaceful);
    result.deposits += count;
    const held = world.portal.control.invoices();
    const lost = world
      .all()
      .filter(({ stage }) => stage.state !== 'deposited' || !held.some((row) => row.identifiantFactureCPP === stage.identifiantFactureCPP));
    const twice = doubles(world);
    const differing = disagreements(world);
    const repeated = doubledAnswers(world);
    const pending = world.all().flatMap(({ errands }) => errands);
    result.lost += lost.length;
    result.doubled += twice.length;
    result.falselySaid += world.violations.length;
    result.disagreeing += differing.length;
    answers.doubled += repeated.length;
    answers.pending += pending.length;
    for (const sentence of [
      ...lost.map(({ id, stage }) => `lost ${id} ${JSON.stringify(stage)}`),
      ...twice.map((one) => `doubled ${one}`),
      ...differing,
      ...world.violations,
      ...repeated,
    ])
      if (complaints.length < 20) complaints.push(`storm ${round}: ${sentence}`);
    for (const errand of pending) if (complaints.length < 20) complaints.push(`storm ${round}: pending ${JSON.stringify(errand)}`);
  }
  // Answers are changed on purpose here; those of a portal in good health are judged by test/unit/portal/contract.test.ts.
  for (const { operation, side, sentence } of wrong.filter((problem) => problem.side === 'request'))
    if (complaints.length < 20) complaints.push(`${side} of ${operation}: ${sentence}`);
  return { ...result, answers, coverage: coverage.summary(), complaints };
}
