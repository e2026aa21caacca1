/** What is loaded or opened at the first call and kept for the life of the page. A failure is forgotten: a network cut must not last until the reload. */
export function once<T>(open: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    kept ??= open().catch((error) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}
