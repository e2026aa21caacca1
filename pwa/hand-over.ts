import { answerTheExtension } from '../lib/platform/hand-over.ts';
import { extensionHere, openedDesk } from '../lib/ui/state.ts';

const counter = async () => (await openedDesk()).counter();

/** Answers the extension of this browser, where the user told it that this is his Coursier. */
export function handOverToTheExtension(): void {
  const tell = answerTheExtension(
    window,
    {
      hello: async () => Boolean(await openedDesk()),
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
        void counter().then(
          (here) => {
            here.want(id);
            tell('changed');
          },
          () => undefined,
        );
      };
      void openedDesk().then(
        (value) => value.subscribe(() => tell('changed')),
        () => undefined,
      );
    },
  );
}
