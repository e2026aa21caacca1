import { brotliCompressSync, constants } from 'node:zlib';

/** What the recipients' bench says: the lines of its tables, and each goal of the issue beside what was measured. */
export const lines: string[] = [];
export const say = (line = '') => {
  lines.push(line);
  console.log(line);
};
/** Every goal beside what was measured, in the order met; told before the tables that they come from. */
export const goals: string[] = [];
export const goal = (measure: string, wanted: string, figure: string, met: boolean) =>
  goals.push(`| ${measure} | ${wanted} | ${figure} | ${met ? 'yes' : '**no**'} |`);

export const brotli = (bytes: Uint8Array) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
export const kilobytes = (bytes: Uint8Array) => `${Math.round(bytes.length / 1000)} KB / ${Math.round(brotli(bytes) / 1000)} KB`;
