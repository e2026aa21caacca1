import { afterEach, expect, it, vi } from 'vitest';
import type * as Web from '../../../pwa/shell.ts';

const reload = vi.fn();
const post = vi.fn();
let serial = 0;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.clearAllMocks();
});

/** A page with its worker; `takesOver`: a new version begins to rule it. */
async function page({ controller = {} as object | null, waiting = null as object | null } = {}) {
  const registration = Object.assign(new EventTarget(), { waiting, installing: null, update: async () => undefined });
  const serviceWorker = Object.assign(new EventTarget(), {
    controller,
    register: async () => registration,
    getRegistration: async () => registration,
    ready: new Promise(() => undefined),
  });
  vi.stubEnv('PROD', true);
  vi.stubGlobal('navigator', { serviceWorker, languages: [] });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { readyState: 'complete', visibilityState: 'visible' }));
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('addEventListener', () => undefined);
  // a page of its own: what it was told stays in its module
  const { webShell } = (await import(/* @vite-ignore */ `../../../pwa/shell.ts?${++serial}`)) as typeof Web;
  const shell = webShell();
  await settled();
  const takesOver = () => {
    registration.waiting = null;
    serviceWorker.controller = {};
    serviceWorker.dispatchEvent(new Event('controllerchange'));
  };
  return { shell, takesOver };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it('a page learns that another one let the new version in, and is loaded anew only when its user says so', async () => {
  for (const waiting of [null, { postMessage: post }]) {
    reload.mockClear();
    const { shell, takesOver } = await page({ waiting });
    expect(shell.update.value).toBe(waiting ? 'waits' : 'none');
    takesOver();
    expect(shell.update.value).toBe('rules');
    expect(reload).not.toHaveBeenCalled();
    shell.applyUpdate();
    await settled();
    expect(reload).toHaveBeenCalledOnce();
    expect(post).not.toHaveBeenCalled();
  }
});

it('the page that lets it in waits until it rules', async () => {
  const { shell, takesOver } = await page({ waiting: { postMessage: post } });
  shell.applyUpdate();
  await settled();
  expect(post).toHaveBeenCalledOnce();
  expect(reload).not.toHaveBeenCalled();
  takesOver();
  expect(reload).toHaveBeenCalledOnce();
});

it('the first worker of all is no new version', async () => {
  const { shell, takesOver } = await page({ controller: null });
  takesOver();
  expect(shell.update.value).toBe('none');
  takesOver();
  expect(shell.update.value).toBe('rules');
});
