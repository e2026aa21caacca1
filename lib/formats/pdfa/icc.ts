/**
 * An sRGB colour profile (ICC version 2, matrix and curve), built from the numbers of IEC 61966-2-1 adapted to D50: PDF/A wants one in the file, and a
 * profile of our own raises no question of licence. About 2.5 KB.
 */
export function srgbProfile(): Uint8Array {
  made ??= build();
  return made;
}

let made: Uint8Array | undefined;

function build(): Uint8Array {
  const tags: [signature: string, data: number[]][] = [
    ['desc', description('sRGB')],
    ['cprt', [...ascii('text'), ...u32(0), ...ascii('Public domain'), 0]],
    ['wtpt', xyz(0.9642, 1, 0.82491)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve()],
  ];
  const table: number[] = [];
  const data: number[] = [];
  const start = 128 + 4 + 12 * (tags.length + 2);
  const place = new Map<string, [number, number]>();
  for (const [signature, bytes] of tags) {
    place.set(signature, [start + data.length, bytes.length]);
    data.push(...bytes);
    while (data.length % 4 !== 0) data.push(0);
  }
  // One curve serves the three channels.
  for (const signature of ['desc', 'cprt', 'wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']) {
    const [offset, length] = place.get(signature) ?? place.get('rTRC') ?? [0, 0];
    table.push(...ascii(signature), ...u32(offset), ...u32(length));
  }
  const size = start + data.length;
  return Uint8Array.from([...header(size), ...u32(tags.length + 2), ...table, ...data]);
}

function header(size: number): number[] {
  return [
    ...u32(size),
    ...u32(0),
    ...u32(0x02100000),
    ...ascii('mntrRGB XYZ '),
    // 2000-01-01 00:00:00
    ...[2000, 1, 1, 0, 0, 0].flatMap(u16),
    ...ascii('acsp'),
    ...Array<number>(28).fill(0),
    ...fixed(0.9642),
    ...fixed(1),
    ...fixed(0.82491),
    ...Array<number>(48).fill(0),
  ];
}

function description(text: string): number[] {
  return [...ascii('desc'), ...u32(0), ...u32(text.length + 1), ...ascii(text), 0, ...u32(0), ...u32(0), ...u16(0), 0, ...Array<number>(67).fill(0)];
}

function xyz(x: number, y: number, z: number): number[] {
  return [...ascii('XYZ '), ...u32(0), ...fixed(x), ...fixed(y), ...fixed(z)];
}

/** The transfer function of sRGB, 1,024 points. */
function curve(): number[] {
  const points = 1024;
  const values: number[] = [];
  for (let index = 0; index < points; index++) {
    const encoded = index / (points - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    values.push(...u16(Math.round(linear * 65535)));
  }
  return [...ascii('curv'), ...u32(0), ...u32(points), ...values];
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function u16(value: number): number[] {
  return [(value >> 8) & 255, value & 255];
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** s15Fixed16Number. */
function fixed(value: number): number[] {
  return u32(Math.round(value * 65536));
}
