// AssemblyScript: the loops over every pixel, compiled to WebAssembly by `scripts/build-kernels.mjs`. They run at full speed from the first picture, where the
// browser's own compiler would learn them anew for each page. Built twice, with and without vector instructions (Safari before 16.4): each loop does sixteen or
// eight pixels at a time where it can, and the rest one by one.
//
// Every pointer is given by `../index.ts`, aligned to 16 bytes, with 64 bytes to spare behind the last one: a vector may be read past the end, never written.

export { blur, refocus } from './blur';
export { flatten, grain, inkMask } from './ink';
export { draw } from './letters';
export { histogram, slopes } from './measures';
export { boxBlur, dilate, negate, soften } from './neighbours';
export { rotate, warp, warpCubic } from './places';
export { halve, shrink } from './sizes';

/** Where the memory begins that `../index.ts` shares out. */
export function base(): usize {
  return __heap_base;
}
