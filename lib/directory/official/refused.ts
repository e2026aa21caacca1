/** A source that cannot be trusted as a whole. The message says why, in French, since a user may have given the file. */
export class SourceRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'SourceRefused';
  }
}
