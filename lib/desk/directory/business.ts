import * as z from 'zod/mini';
import { fold } from '../../directory/normalise.ts';
import { kindOf } from '../../directory/official/kinds.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { Fault } from '../../invoice/fault.ts';
import type { Platform } from '../../platform/ports.ts';
import { BUSINESS_DIRECTORY } from './api.ts';
import type { Shelf } from './shelf.ts';

/*
 * The State's search of businesses and administrations (`BUSINESS_DIRECTORY`), open to all without a key. It takes 7 requests a second from one address and answers 429 with
 * Retry-After beyond; we ask one a second. Its contract is the published OpenAPI; the real one could not be reached from the development machine, and whether it
 * lets pages of other sites read its answers (CORS) is not verified: where it does not, the search says that it had no answer.
 */

/** Milliseconds. */
const SPACING = 1000;
const TIMEOUT = 10_000;
const WEEK = 7 * 24 * 3_600_000;
const LONGEST_RETRY_AFTER = 10 * 60_000;
/** Bytes of an answer of ten bodies, with room. */
const LONGEST_ANSWER = 2_000_000;
/** The API refuses longer and shorter ones. */
const SHORTEST_QUERY = 3;
const LONGEST_QUERY = 200;

const text = z.catch(z.string(), '');
const Establishment = z.object({
  siret: z.string().check(z.regex(/^\d{14}$/)),
  code_postal: text,
  libelle_commune: text,
  /** A: open. F: closed. */
  etat_administratif: text,
  liste_enseignes: z.catch(z.nullable(z.array(z.string())), null),
});
const Body = z.object({
  siren: z.string().check(z.regex(/^\d{9}$/)),
  nom_complet: text,
  nom_raison_sociale: z.catch(z.nullable(z.string()), null),
  /** INSEE's category: 4xxx public bodies under commercial law, 7xxx under administrative law. */
  nature_juridique: text,
  /** A: active. C: ended. */
  etat_administratif: text,
  siege: z.catch(z.nullable(Establishment), null),
  matching_etablissements: z.catch(z.array(z.unknown()), []),
});
const Answer = z.object({ results: z.array(z.unknown()) });

/**
 * A public body: by its legal category, or by the class of its SIREN (1: State and its establishments, 2: local authorities). `est_administration` is left
 * aside: its documentation says that it is not exhaustive and has false positives. A firm, an association or a trader is none.
 */
function isPublic({ siren, nature_juridique: category }: z.infer<typeof Body>): boolean {
  return category === '' ? /^[12]/.test(siren) : /^[47]/.test(category);
}

/** What an answer holds for us; [] for what is none. An establishment asked for by its SIRET comes alone. */
export function bodiesIn(value: unknown, query: string): Recipient[] {
  const answer = Answer.safeParse(value);
  if (!answer.success) throw new Fault('business-unreachable', 'not an answer of the business directory');
  const siret = query.replace(/\D/g, '');
  const found = new Map<string, Recipient>();
  for (const item of answer.data.results.slice(0, 25)) {
    const read = Body.safeParse(item);
    if (!read.success || !isPublic(read.data)) continue;
    const { siren, siege, matching_etablissements: others, etat_administratif: state } = read.data;
    const places = others.flatMap((other) => {
      const place = Establishment.safeParse(other);
      return place.success ? [place.data] : [];
    });
    for (const place of [...(siege ? [siege] : []), ...places.slice(0, 10)]) {
      if (found.has(place.siret) || !place.siret.startsWith(siren) || (siret.length === 14 && place.siret !== siret)) continue;
      const name = (read.data.nom_raison_sociale || read.data.nom_complet || place.liste_enseignes?.[0] || '').slice(0, 200);
      if (name === '') continue;
      found.set(place.siret, {
        siret: place.siret,
        siren,
        name,
        town: place.libelle_commune.slice(0, 100),
        postcode: /^\d{5}$/.test(place.code_postal) ? place.code_postal : '',
        kind: kindOf(place.siret, name),
        requires: 'unknown',
        services: [],
        // It exists; whether it is the one that receives invoices only Chorus Pro can say, and the list says so.
        siretCertain: true,
        origin: 'user',
        ...(place.etat_administratif === 'F' || state === 'C' ? { active: false } : {}),
      });
    }
  }
  // Open ones first, in the order of the answer.
  return [...found.values()].sort((a, b) => Number(a.active === false) - Number(b.active === false)).slice(0, 12);
}

/** One query at a time, one a second, each kept for a week. The caller has the user's leave. */
export class BusinessDirectory {
  readonly #platform: Platform;
  readonly #shelf: Shelf;
  #notBefore = Number.NEGATIVE_INFINITY;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ platform, shelf }: { platform: Platform; shelf: Shelf }) {
    this.#platform = platform;
    this.#shelf = shelf;
  }

  /** Faults 'offline', 'business-unreachable', 'aborted'. Too short a query finds nothing. */
  async search(query: string, signal?: AbortSignal): Promise<Recipient[]> {
    const digits = query.replace(/[\s.]/g, '');
    const words = /^\d{9,14}$/.test(digits) ? digits : fold(query).replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUERY);
    if (words.length < SHORTEST_QUERY) return [];
    const known = await this.#shelf.asked(words).catch(() => null);
    const age = this.#platform.clock.now() - (known?.at ?? 0);
    if (known && age >= 0 && age < WEEK) return known.hits;
    const turn = this.#queue.then(() => this.#ask(words, signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #ask(words: string, signal?: AbortSignal): Promise<Recipient[]> {
    const { clock, network } = this.#platform;
    // Typed over while it waited: it is not asked at all.
    if (signal?.aborted) throw new Fault('aborted');
    if (!network.online()) throw new Fault('offline', BUSINESS_DIRECTORY);
    const wait = this.#notBefore - clock.now();
    if (wait > SPACING) throw new Fault('business-unreachable', 'asked to wait');
    if (wait > 0) await clock.sleep(wait, signal).catch((cause: unknown) => Promise.reject(Fault.from(cause)));
    this.#notBefore = clock.now() + SPACING;
    const parameters = new URLSearchParams({
      q: words,
      page: '1',
      per_page: '10',
      minimal: 'true',
      include: 'siege,matching_etablissements',
      limite_matching_etablissements: '10',
    });
    try {
      const limit = AbortSignal.timeout(TIMEOUT);
      const answer = await network.fetch(`${BUSINESS_DIRECTORY}/search?${parameters}`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      if (answer.status === 429) {
        const asked = 1000 * (Number(answer.headers.get('retry-after')) || 5);
        this.#notBefore = clock.now() + Math.min(asked, LONGEST_RETRY_AFTER);
      }
      if (!answer.ok) throw new Fault('business-unreachable', String(answer.status));
      const body = await answer.text();
      if (body.length > LONGEST_ANSWER) throw new Fault('business-unreachable', 'answer too long');
      const hits = bodiesIn(JSON.parse(body), words);
      await this.#shelf.saveAsked(words, { at: clock.now(), hits }).catch(() => undefined);
      return hits;
    } catch (error) {
      if (signal?.aborted) throw new Fault('aborted', '', { cause: error });
      if (error instanceof Fault) throw error;
      throw new Fault(network.online() ? 'business-unreachable' : 'offline', BUSINESS_DIRECTORY, { cause: error });
    }
  }
}
