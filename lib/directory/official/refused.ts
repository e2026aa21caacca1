/** A source that cannot be trusted as a whole. The message says why, in French, since a user may have given the file. */
export class SourceRefused extends Error {
  constructor(reason: string, options?: { cause: unknown }) {
    super(reason, options);
    this.name = 'SourceRefused';
  }
}

/** What a library says of bytes that it cannot unpack, in words of ours. */
export function refusedAs(reason: string, error: unknown): SourceRefused {
  return error instanceof SourceRefused ? error : new SourceRefused(reason, { cause: error });
}
