import { type Answer, answerOf, isQuestion, type Question, type Skills } from './rpc.ts';

/**
 * How the web app and the extension speak inside one tab. The extension's script, present only on the origin that the user named, gives the page one end of a
 * channel; the page answers questions with its own desk. Its database is not opened from outside: another version of the app may be at work there, and
 * opening a database that is missing creates it (toolchain trap 18).
 *
 * The page believes a message of its own window and origin alone: whoever can send one is already in the page, and could read its storage. It says nothing
 * first, so that a site learns nothing of the extension, nor the extension's script of a site.
 */

/** Grows when a question changes its meaning; a page with another number answers nothing, and the panel says which side is old. */
export const PROTOCOL = 1;

/** The bytes that one message may carry: an invoice with some twenty pictures. What is heavier goes by its file. */
export const MOST_BYTES = 48_000_000;

const GREETING = 'coursier-hand-over';

interface Greeting {
  type: typeof GREETING;
  protocol: number;
}

interface Numbered {
  serial: number;
}

function isGreeting(value: unknown): value is Greeting {
  return typeof value === 'object' && value !== null && (value as Partial<Greeting>).type === GREETING;
}

const hasSerial = (value: unknown): value is Numbered =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Numbered>).serial === 'number';

type Listening = Pick<Window, 'addEventListener'> & { location: Pick<Location, 'origin'> };

/** The page's side. `onGreeted`: the extension is here. Gives the way to tell it something, heard only while its script lives. */
export function answerTheExtension(page: Listening, skills: Skills, onGreeted: () => void): (told: string, given?: unknown) => void {
  let current: MessagePort | null = null;
  page.addEventListener('message', ({ source, origin, data, ports: [port] }: MessageEvent<unknown>) => {
    if (source !== page || origin !== page.location.origin || !isGreeting(data) || data.protocol !== PROTOCOL || !port) return;
    current = port;
    port.onmessage = ({ data: question }: MessageEvent<unknown>) => {
      if (!isQuestion(question) || !hasSerial(question)) return;
      const { serial } = question;
      void answerOf(skills, question).then((answer) => port.postMessage({ serial, answer }));
    };
    onGreeted();
  });
  return (told, given) => current?.postMessage({ told, given });
}

export interface PageLine {
  /** Rejects when the page does not answer in time, or answers with more than is believed. */
  ask(name: string, given: unknown, withinMs: number): Promise<unknown>;
}

/** The script's side. `onTold` hears what the page tells by itself. */
export function speakToThePage(page: Window, onTold: (name: string, given: unknown) => void): PageLine {
  const { port1, port2 } = new MessageChannel();
  const waiting = new Map<number, (answer: Answer) => void>();
  let serial = 0;
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null) return;
    const { told, given, serial: of, answer } = data as { told?: unknown; given?: unknown; serial?: unknown; answer?: unknown };
    if (typeof told === 'string') return isBearable(given) && onTold(told, given);
    if (typeof of !== 'number' || typeof answer !== 'object' || answer === null) return;
    waiting.get(of)?.(isBearable(answer) ? (answer as Answer) : { error: 'too much' });
  };
  const greeting: Greeting = { type: GREETING, protocol: PROTOCOL };
  page.postMessage(greeting, page.location.origin, [port2]);
  return {
    async ask(name, given, withinMs) {
      const mine = ++serial;
      const question: Question & Numbered = { coursier: 'ask', name, given, serial: mine };
      const answer = await new Promise<Answer>((resolve) => {
        waiting.set(mine, resolve);
        setTimeout(() => resolve({ error: 'silent' }), withinMs);
        port1.postMessage(question);
      });
      waiting.delete(mine);
      if ('error' in answer) throw new Error(String(answer.error));
      return answer.value;
    },
  };
}

/** Texts, numbers, lists and bytes, no more of them than a message may carry. */
export function isBearable(value: unknown): boolean {
  let left = MOST_BYTES;
  const within = (item: unknown, depth: number): boolean => {
    left -= 64;
    if (typeof item === 'string') left -= item.length;
    else if (ArrayBuffer.isView(item)) left -= item.byteLength;
    else if (typeof item === 'object' && item !== null) {
      if (depth > 12 || item instanceof Blob) return false;
      for (const key of Object.keys(item)) {
        left -= key.length;
        if (left < 0 || !within((item as Record<string, unknown>)[key], depth + 1)) return false;
      }
    }
    return left >= 0;
  };
  return within(value, 0);
}
