import type { Context, MiddlewareHandler } from 'hono';
import { apiPaths, paths } from '../../lib/portal/paths.ts';
import { notice } from './data.ts';
import type { FaultName } from './fault-names.ts';
import { mixed } from './mixed.ts';
import type { Portal } from './state.ts';

/** Header of an in-process answer that a network would have lost: the relay and the tests cut the connection when they see it. */
export const CUT_HEADER = 'x-entrainement-coupure';

export interface OneShot {
  fault: FaultName;
  path: string;
}

/** Faults for the next matching call alone, asked for by tests. */
export type OneShots = OneShot[];

export function takeFault(portal: Portal, shots: OneShots, fault: FaultName, path: string): 'once' | 'switch' | null {
  const index = shots.findIndex((shot) => shot.fault === fault && path.includes(shot.path));
  if (index >= 0) {
    shots.splice(index, 1);
    return 'once';
  }
  return portal.has(fault) ? 'switch' : null;
}

/** The portal as one call sees it: a fault asked for once holds for the whole call, whoever looks at it. */
export function forCall(portal: Portal, shots: OneShots, path: string): Portal {
  const seen = new Map<FaultName, boolean>();
  return {
    ...portal,
    has(fault) {
      const known = seen.get(fault) ?? takeFault(portal, shots, fault, path) !== null;
      seen.set(fault, known);
      return known;
    },
  };
}

/** Calls that change the books: the faults that strike after the treatment strike these alone, else nothing would ever be treated. */
const writes = new Set<string>(apiPaths.filter((route) => !route.repeatable).map((route) => route.path));
const deposits = new Set<string>([paths.depositPdf.path, paths.depositFlow.path, paths.submit.path]);

const CALLS_A_MINUTE = 10;
const MINUTE_MS = 60_000;
const RETRY_SECONDS = 5;
export const SLOW_MS = 4000;

function cut(): Response {
  return new Response(null, { status: 503, headers: { [CUT_HEADER]: '1' } });
}

/** Waits until the client gives up, two minutes at most. */
function hang(signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(cut()), 120_000);
    timer.unref?.();
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(cut());
    });
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Faults that strike before the service sees the request, then those that strike its answer. */
export function faults(portal: Portal, shots: OneShots, slowMs = SLOW_MS): MiddlewareHandler {
  let times: number[] = [];
  let turn = 0;

  function tooMany(path: string): number {
    const asked = takeFault(portal, shots, 'trop-de-demandes', path);
    if (asked === 'once') return RETRY_SECONDS;
    const now = portal.now();
    times = asked ? times.filter((time) => time > now - MINUTE_MS && time <= now) : [];
    if (asked && times.length >= CALLS_A_MINUTE) return Math.max(1, Math.ceil(((times[0] ?? now) + MINUTE_MS - now) / 1000));
    if (asked) times.push(now);
    return 0;
  }

  async function before(c: Context): Promise<Response | null> {
    const path = c.req.path;
    if (portal.state.latency > 0) await pause(portal.state.latency);
    if (takeFault(portal, shots, 'sans-reponse', path)) return hang(c.req.raw.signal);
    if (takeFault(portal, shots, 'coupure-avant', path)) return cut();
    if (takeFault(portal, shots, 'maintenance', path)) {
      const page = `<!doctype html><html lang="fr"><title>Maintenance</title><body><h1>Service en maintenance</h1><p>${notice}</p>`;
      return c.html(page, 503, { 'retry-after': '3600' });
    }
    const seconds = tooMany(path);
    if (seconds > 0) return c.json({ httpCode: '429', httpMessage: 'Too Many Requests' }, 429, { 'retry-after': String(seconds) });
    if (takeFault(portal, shots, 'erreur-500', path))
      return c.json({ httpCode: '500', httpMessage: 'Internal Server Error', moreInformation: notice }, 500);
    if (takeFault(portal, shots, 'reponse-insensee', path)) return c.html('<html><body>Service momentanément indisponible', 200);
    const slow = takeFault(portal, shots, 'lenteur', path);
    if (slow === 'once' || (slow === 'switch' && deposits.has(path))) await pause(slowMs);
    return null;
  }

  /** Once: on any call. By switch: on those that change the books. */
  function after(fault: FaultName, path: string): boolean {
    const asked = takeFault(portal, shots, fault, path);
    return asked === 'once' || (asked === 'switch' && writes.has(path));
  }

  return async (c, next) => {
    const early = await before(c);
    if (early) return early;
    const path = c.req.path;
    await next();
    if (after('reponse-perdue', path)) c.res = cut();
    else if (after('erreur-500-apres', path)) {
      c.res = Response.json({ httpCode: '500', httpMessage: 'Internal Server Error', moreInformation: notice }, { status: 500 });
    } else if (after('reponse-tronquee', path)) {
      const whole = await c.res.text();
      c.res = new Response(whole.slice(0, Math.floor(whole.length / 2)), { status: c.res.status, headers: { 'content-type': 'application/json' } });
    } else if (path.startsWith('/cpro/') && c.res.status === 200 && takeFault(portal, shots, 'formes-melees', path)) {
      c.res = Response.json(mixed(await c.res.json(), turn++));
    }
    return undefined;
  };
}
