/**
 * npm run bench:relay [-- --seconds 300] [--connections 50] [--write]
 * Load on the relay: an upstream that answers in 10 ms, the bundled server as it ships, and autocannon, each in a process of its own on this machine.
 * Prints a markdown table (--write: to RELAY.md). Goal: 1,500 requests/s, p99 within 60 ms, memory flat over 5 minutes, on 2 cores.
 */
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon, { type Result } from 'autocannon';
import { OTHER_API_HEADER, paths } from '../../lib/portal/paths.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Not measured: the compiler warms up and connections open. */
const WARM_UP_SECONDS = 5;
/** Enough for the rate limit (10 requests/s each) never to bite: this measures the relay, not its refusals. Each still passes through it. */
const CLIENTS_PER_CONNECTION = 60;
const GOAL = { perSecond: 1500, p99: 60 };
/** Resident memory breathes by a tenth with the collector: a leak shows when the second half of a long run climbs over the first. */
const FLAT = 1.1;

export interface RelayFigures {
  seconds: number;
  connections: number;
  /** Mean of the answers with status 200, a second. */
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  worst: number;
  /** Processor time of the server for one request, milliseconds: hardly moved by what else the machine does. */
  processorMs: number | null;
  /** Connections broken and time-outs. */
  errors: number;
  /** Answers other than 2xx. */
  refused: number;
  answerBytes: number;
  /** Resident memory of the server, MiB: after the warm-up, then every ten seconds. */
  memory: { second: number; mib: number }[];
  /** Highest of the second half over highest of the first (without the first minute, when it grows to its size); null below four minutes. */
  climb: number | null;
  cores: number;
  /** Load average of the machine before the run: above 0, others were working too. */
  loadBefore: number;
}

export interface RelayBenchOptions {
  seconds?: number;
  connections?: number;
}

function residentMib(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kib = existsSync(status)
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1])
    : Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  return kib / 1024;
}

/** Processor time of a process so far, milliseconds; null where /proc is not. */
function processorMs(pid: number): number | null {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return null;
  const fields = readFileSync(stat, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // user and system time, in hundredths of a second
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}

function climbOf(memory: RelayFigures['memory'], seconds: number): number | null {
  if (seconds < 240) return null;
  const top = (from: number, to: number) => Math.max(...memory.filter(({ second }) => second >= from && second < to).map(({ mib }) => mib));
  const middle = (60 + seconds) / 2;
  return top(middle, Number.POSITIVE_INFINITY) / top(60, middle);
}

/** One run against one server process; builds the bundle first. Throws when the server does not start or answers anything but 200. */
export async function measureRelay({ seconds = 30, connections = 50 }: RelayBenchOptions = {}): Promise<RelayFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'coursier-relay-'));
  const started: ChildProcess[] = [];
  try {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build-server.mjs'), join(folder, '.output')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (built.status !== 0) throw new Error('the server does not build');
    const loadBefore = loadavg()[0] ?? 0;

    const upstream = fork(join(root, 'test/bench/relay-upstream.ts'), { execArgv: ['--import', 'tsx'] });
    started.push(upstream);
    const [told] = (await once(upstream, 'message')) as [{ port: number; bytes: number }];
    const other = `http://127.0.0.1:${told.port}`;

    const port = await freePort();
    const home = `http://127.0.0.1:${port}`;
    const server = spawn(process.execPath, [join(folder, '.output/server.mjs')], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PORT: String(port), HOST: '127.0.0.1', COURSIER_CARNET: '', COURSIER_AUTRE: other, COURSIER_PROXY: '1' },
    });
    started.push(server);
    while ((await fetch(`${home}/sante`).catch(() => null)) === null) {
      if (server.exitCode !== null) throw new Error('the server does not start');
      await sleep(100);
    }

    await load(home, other, { seconds: WARM_UP_SECONDS, connections });
    const memory: RelayFigures['memory'] = [];
    const pid = server.pid ?? 0;
    const start = performance.now();
    const before = processorMs(pid);
    const note = () => memory.push({ second: Math.round((performance.now() - start) / 1000), mib: residentMib(pid) });
    note();
    const clock = setInterval(note, 10_000);
    const result = await load(home, other, { seconds, connections });
    clearInterval(clock);
    note();
    const after = processorMs(pid);
    if (result['2xx'] === 0) throw new Error(`the relay answered nothing good (${result.non2xx} refusals, ${result.errors} errors)`);
    return {
      seconds,
      connections,
      perSecond: result['2xx'] / result.duration,
      p50: result.latency.p50,
      p99: result.latency.p99,
      worst: result.latency.max,
      processorMs: before === null || after === null ? null : (after - before) / result['2xx'],
      errors: result.errors,
      refused: result.non2xx,
      answerBytes: told.bytes,
      memory,
      climb: climbOf(memory, seconds),
      cores: availableParallelism(),
      loadBefore,
    };
  } finally {
    for (const child of started) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * As many callers at once as there are connections, each asking again as soon as it has its answer: the throughput is the relay's limit, and the latency
 * holds the wait behind the others. The proxy's header gives each connection its own sixty clients.
 */
function load(home: string, other: string, { seconds, connections }: Required<RelayBenchOptions>): Promise<Result> {
  const request = {
    method: 'POST' as const,
    path: `/relais/other${paths.searchInvoices.path}`,
    body: JSON.stringify({
      rechercheFacture: { periodeDateHeureEtatCourantDu: '2026-11-01' },
      paramRecherche: { pageResultatDemandee: 1, nbResultatsParPage: 12 },
    }),
  };
  const headers = {
    'content-type': 'application/json;charset=utf-8',
    accept: 'application/json',
    origin: home,
    authorization: `Bearer ${'t'.repeat(54)}`,
    'cpro-account': Buffer.from('TECH_1_12345@cpro.fr:un-mot-de-passe').toString('base64'),
    [OTHER_API_HEADER]: other,
  };
  let connection = 0;
  return autocannon({
    url: home,
    connections,
    duration: seconds,
    setupClient(client) {
      const mine = connection++;
      client.setRequests(
        Array.from({ length: CLIENTS_PER_CONNECTION }, (_, index) => ({
          ...request,
          headers: { ...headers, 'x-forwarded-for': `10.0.${mine}.${index}` },
        })),
      );
    },
  });
}

/** The rows of a table whose head is « mesure | but | obtenu », for this bench and for any that includes it. */
export function relayRows(figures: RelayFigures): [measure: string, goal: string, got: string][] {
  const number = (value: number, digits = 0) => value.toLocaleString('fr-FR', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  const { memory, climb } = figures;
  const each = memory.filter(({ second }, index) => index === 0 || index === memory.length - 1 || second % 60 < 5);
  return [
    ['demandes par seconde, un processus', `≥ ${number(GOAL.perSecond)}`, number(figures.perSecond)],
    ['latence, p50 / p99 / pire', `p99 ≤ ${GOAL.p99} ms`, `${figures.p50} / ${figures.p99} / ${number(figures.worst)} ms`],
    ['temps processeur du relais par demande', '—', figures.processorMs === null ? '—' : `${number(figures.processorMs, 2)} ms`],
    ['connexions rompues ou sans réponse / réponses refusées', '0 / 0', `${figures.errors} / ${figures.refused}`],
    ['mémoire résidente, après l’échauffement puis chaque minute', '—', `${each.map(({ mib }) => number(mib)).join(', ')} Mio`],
    ['sommet de la mémoire, seconde moitié sur première', `≤ ${number(FLAT, 2)}`, climb === null ? 'trop court pour le dire' : number(climb, 2)],
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, connections: { type: 'string' }, write: { type: 'boolean' } } });
  const figures = await measureRelay({ seconds: Number(values.seconds ?? 30), connections: Number(values.connections ?? 50) });
  const table = ['| mesure | but | obtenu |', '|---|---|---|', ...relayRows(figures).map((row) => `| ${row.join(' | ')} |`)].join('\n');
  const how = `${figures.connections} connexions pendant ${figures.seconds} s, après ${WARM_UP_SECONDS} s d’échauffement ; l’amont répond en 10 ms (${figures.answerBytes} octets). L’amont, le relais et le générateur se partagent ${figures.cores} cœurs ; charge de la machine avant l’essai : ${figures.loadBefore.toFixed(2).replace('.', ',')}.`;
  console.log(`${table}\n\n${how}`);
  if (values.write) {
    const page = join(root, 'test/bench/RELAY.md');
    const mark = '<!-- écrit par le banc -->';
    const notes = existsSync(page) ? (readFileSync(page, 'utf8').split(mark)[2] ?? '') : '';
    writeFileSync(
      page,
      `# Relais sous charge\n\n\`npm run bench:relay -- --seconds 300 --write\` écrit cette page, sauf ce qui suit le second trait.\n\n${mark}\n\n${table}\n\n${how}\n\n${mark}${notes}`,
    );
  }
}
