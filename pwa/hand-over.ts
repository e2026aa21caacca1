import { effect } from '@preact/signals';
import type { Desk } from '../lib/desk/api.ts';
import { answerTheExtension } from '../lib/platform/hand-over.ts';
import { desk, extensionHere } from '../lib/ui/state.ts';

/** The desk, once it is open. */
function opened(): Promise<Desk> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (desk.value === null) return;
      resolve(desk.value);
      queueMicrotask(() => stop());
    });
  });
}

const counter = async () => (await opened()).counter();

/** Answers the extension of this browser, where the user told it that this is his Coursier. */
export function handOverToTheExtension(): void {
  const tell = answerTheExtension(
    window,
    {
      hello: async () => Boolean(await opened()),
      offers: async () => (await counter()).offers(),
      give: async (id: unknown) => (await counter()).give(String(id)),
      take: async (bytes: unknown) => (await counter()).take(bytes),
      letters: async () => (await counter()).letters(),
    },
    () => {
      if (extensionHere.value) return;
      extensionHere.value = (id) => {
        // The press opens the panel: nothing may be awaited before it is told.
        tell('wanted');
        void counter().then((here) => {
          here.want(id);
          tell('changed');
        });
      };
      void opened().then((value) => value.subscribe(() => tell('changed')));
    },
  );
}
