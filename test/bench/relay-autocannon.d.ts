/** What test/bench/relay.ts uses of autocannon, which ships no types. */
declare module 'autocannon' {
  interface Request {
    method: string;
    path: string;
    body: string;
    headers: Record<string, string>;
  }
  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    setupClient(client: { setRequests(requests: Request[]): void }): void;
  }
  export interface Result {
    /** Seconds. */
    duration: number;
    '2xx': number;
    non2xx: number;
    /** Broken connections and time-outs. */
    errors: number;
    /** Milliseconds. */
    latency: { p50: number; p99: number; max: number };
  }
  export default function autocannon(options: Options): Promise<Result>;
}
