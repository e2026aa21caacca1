import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerTheExtension, isBearable, MOST_BYTES, PROTOCOL, speakToThePage } from '../../../lib/platform/hand-over.ts';
import type { Skills } from '../../../lib/platform/rpc.ts';

/** What a page's window gives for messages: the same object to the app and to the extension's script. */
class FakeWindow extends EventTarget {
  readonly location = { origin: 'https://coursier.example' };

  postMessage(data: unknown, _: string, ports: MessagePort[] = [], from: Partial<MessageEventInit> = {}): void {
    const { origin } = this.location;
    this.dispatchEvent(Object.assign(new Event('message'), { data: structuredClone(data), origin, source: this, ports, ...from }));
  }
}

const asWindow = (page: FakeWindow) => page as unknown as Window;

function world(skills: Skills) {
  const page = new FakeWindow();
  let greeted = 0;
  const told: unknown[] = [];
  const tell = answerTheExtension(asWindow(page), skills, () => {
    greeted += 1;
  });
  return {
    page,
    tell,
    told,
    greetings: () => greeted,
    connect: () => speakToThePage(asWindow(page), (name, given) => void told.push([name, given])),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the channel between the app and the extension', () => {
  it('carries questions, bytes and failures', async () => {
    const { connect, greetings } = world({
      double: (given: number) => given * 2,
      bytes: () => new Uint8Array([1, 2, 3]),
      fails: () => Promise.reject(new Error('storage-full: disk')),
    });
    const line = connect();
    expect(greetings()).toBe(1);
    expect(await line.ask('double', 21, 1_000)).toBe(42);
    expect(await line.ask('bytes', null, 1_000)).toEqual(new Uint8Array([1, 2, 3]));
    await expect(line.ask('fails', null, 1_000)).rejects.toThrow('storage-full: disk');
    await expect(line.ask('unknown', null, 1_000)).rejects.toThrow('no skill');
    for (const inherited of ['constructor', '__proto__', 'toString']) await expect(line.ask(inherited, null, 1_000)).rejects.toThrow('no skill');
  });

  it('tells what the app says by itself', async () => {
    const { connect, tell, told } = world({});
    tell('nobody listens');
    connect();
    tell('changed', 7);
    await settled();
    expect(told).toEqual([['changed', 7]]);
  });

  it('a page that does not answer is silent, in time', async () => {
    const { connect } = world({ never: () => new Promise(() => undefined) });
    await expect(connect().ask('never', null, 30)).rejects.toThrow('silent');
    const deaf = speakToThePage(asWindow(new FakeWindow()), () => undefined);
    await expect(deaf.ask('hello', null, 30)).rejects.toThrow('silent');
  });

  it('the app answers a message of its own window alone, of this protocol, with a channel', async () => {
    const { page, greetings } = world({ secret: () => 'secret' });
    const greeting = { type: 'coursier-hand-over', protocol: PROTOCOL };
    const heard: unknown[] = [];
    const attempt = (data: unknown, from: Partial<MessageEventInit> = {}, withPort = true) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: answer }) => heard.push(answer);
      page.postMessage(data, '*', withPort ? [port2] : [], from);
      port1.postMessage({ coursier: 'ask', name: 'secret', given: null, serial: 1 });
      setTimeout(() => port1.close(), 15);
    };
    attempt(greeting, { source: new FakeWindow() as unknown as Window });
    attempt(greeting, { origin: 'https://evil.example' });
    attempt(greeting, { source: null });
    attempt({ ...greeting, protocol: PROTOCOL + 1 });
    attempt({ ...greeting, type: 'other' });
    attempt('coursier-hand-over');
    attempt(null);
    attempt(greeting, {}, false);
    await settled();
    expect([greetings(), heard]).toEqual([0, []]);
  });

  it('nonsense on the line stops nothing', async () => {
    const page = new FakeWindow();
    let port: MessagePort | undefined;
    page.addEventListener('message', (event) => {
      [port] = (event as MessageEvent).ports;
    });
    const line = speakToThePage(asWindow(page), () => undefined);
    const asked = line.ask('x', null, 1_000);
    for (const noise of [null, 7, 'text', {}, { serial: 'a' }, { serial: 99, answer: { value: 1 } }, { serial: 1 }, { told: 3 }])
      port?.postMessage(noise);
    port?.postMessage({ serial: 1, answer: { value: 'right' } });
    expect(await asked).toBe('right');
    const deep = line.ask('x', null, 1_000);
    let nested: unknown = 1;
    for (let depth = 0; depth < 40; depth++) nested = [nested];
    port?.postMessage({ serial: 2, answer: { value: nested } });
    await expect(deep).rejects.toThrow('too much');
  });

  it('the app says in its page which protocol it speaks', () => {
    const page = readFileSync(new URL('../../../pwa/index.html', import.meta.url), 'utf8');
    expect(page).toContain(`<meta name="application-name" content="Coursier" data-hand-over="${PROTOCOL}">`);
  });

  it('no more is believed than a message may carry', () => {
    expect(isBearable({ list: ['a', 1, null, undefined, true, new Uint8Array(9)] })).toBe(true);
    expect(isBearable(new Uint8Array(MOST_BYTES + 1))).toBe(false);
    expect(isBearable('x'.repeat(MOST_BYTES + 1))).toBe(false);
    expect(isBearable(Array.from({ length: MOST_BYTES / 64 }, () => 0))).toBe(false);
    expect(isBearable(new Blob(['x']))).toBe(false);
    const self: { self?: unknown } = {};
    self.self = self;
    expect(isBearable(self)).toBe(false);
  });
});
