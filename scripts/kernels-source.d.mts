/** See kernels-source.mjs. */
export const kernels: string;
export const layers: string;
export function sourceHash(of: string): string;
