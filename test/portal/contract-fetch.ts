import { answerErrors, operationOf, operations, requestErrors } from './contract.ts';
import { CUT_HEADER } from './gateway.ts';

export interface ContractProblem {
  operation: string;
  side: 'request' | 'answer';
  /** JSON pointer and reason. */
  sentence: string;
}

/** What was exercised: calls by operation, and every member (JSON pointer, lists as "*") that some request carried. */
export class Coverage {
  readonly calls = new Map<string, { requests: number; wrongRequests: number; answers: number; wrongAnswers: number; members: Set<string> }>();

  of(operation: string) {
    const known = this.calls.get(operation) ?? { requests: 0, wrongRequests: 0, answers: 0, wrongAnswers: 0, members: new Set<string>() };
    this.calls.set(operation, known);
    return known;
  }

  /** For the bench table. */
  summary() {
    const all = [...this.calls.values()];
    const sum = (of: (call: (typeof all)[number]) => number) => all.reduce((total, call) => total + of(call), 0);
    const requests = sum((call) => call.requests);
    return {
      operations: this.calls.size,
      operationsOfTheContract: operations.length,
      members: sum((call) => call.members.size),
      requests,
      validRequests: requests - sum((call) => call.wrongRequests),
      answers: sum((call) => call.answers),
      validAnswers: sum((call) => call.answers - call.wrongAnswers),
    };
  }
}

function membersOf(value: unknown, pointer = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => membersOf(item, `${pointer}/*`));
  if (typeof value !== 'object' || value === null) return [pointer || '/'];
  return Object.entries(value).flatMap(([name, member]) => membersOf(member, `${pointer}/${name}`));
}

async function textOf(body: BodyInit | null | undefined): Promise<string | undefined> {
  if (body === undefined || body === null) return undefined;
  return typeof body === 'string' ? body : await new Response(body).text();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Puts the contract around a fetch that leads to the portal, whatever stands before the path (`/relais/<environment>`, a host). Each wrong thing is
 * told to `onError`; the exchange itself is not touched. `strict` judges answers as those of the training portal: leave it off for another server.
 */
export function contractFetch(
  fetch: typeof globalThis.fetch,
  onError: (problem: ContractProblem) => void,
  { strict = false, coverage = new Coverage() }: { strict?: boolean; coverage?: Coverage } = {},
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : null;
    const address = request?.url ?? String(input);
    const method = init?.method ?? request?.method ?? 'GET';
    const type = new Headers(init?.headers ?? request?.headers).get('content-type') ?? '';
    const text = init?.body === undefined && request?.body ? await request.clone().text() : await textOf(init?.body);
    const operation = operationOf(address)?.id ?? address;
    const kept = coverage.of(operation);
    kept.requests++;
    const body =
      text === undefined
        ? undefined
        : type.startsWith('application/x-www-form-urlencoded')
          ? Object.fromEntries(new URLSearchParams(text))
          : jsonOf(text);
    for (const member of body === undefined ? [] : membersOf(body)) kept.members.add(member);
    const wrong = requestErrors(address, method, body, type);
    if (wrong.length > 0) kept.wrongRequests++;
    for (const sentence of wrong) onError({ operation, side: 'request', sentence });

    const answer = await fetch(input, init);
    // A cut connection is no answer, and what the relay says itself is not the portal's.
    if (answer.headers.has(CUT_HEADER) || answer.headers.has('x-coursier-relais')) return answer;
    kept.answers++;
    const bad = answerErrors(address, answer.status, jsonOf(await answer.clone().text()), { strict });
    if (bad.length > 0) kept.wrongAnswers++;
    for (const sentence of bad) onError({ operation, side: 'answer', sentence });
    return answer;
  };
}
