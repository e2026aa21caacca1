/** See kernels-source.mjs. */
export const kernels: string;
export function sourceHash(): string;
