/** Milliseconds of work between two breaths of the page: a slow phone takes four times as long for what a slice ends with. */
const SLICE_MS = 6;

/** A turn of the page's loop, so that gestures are served before the next lot; a message, since timers are held back to four milliseconds. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** To be awaited between two pieces of a long work: lets the page breathe when the last breath is a slice ago; a shorter one where the pieces are long. */
export function breather(slice = SLICE_MS): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began <= slice) return undefined;
    return breath().then(() => {
      began = performance.now();
    });
  };
}
