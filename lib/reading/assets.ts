/** Where the run-time files of `scripts/runtime-assets.ts` are served from. */
let base = '/';

/** The PWA serves them from its root; another surface says where before the first reading. Ends with a slash. */
export function setAssetBase(address: string): void {
  base = address.endsWith('/') ? address : `${address}/`;
}

/** Absolute address of a run-time file: workers resolve relative ones against themselves. */
export const assetUrl = (path: string): string => new URL(base + path, location.href).href;
