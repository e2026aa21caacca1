import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../../lib/desk/backup/bytes.ts';
import type { Contents } from '../../../../lib/desk/backup/contents.ts';
import { openSealed } from '../../../../lib/desk/backup/frames.ts';
import { crc32 } from '../../../../lib/desk/backup/zip.ts';
import { formOf, openBackup, writeBackup } from '../../../../lib/desk/backup.ts';
import { dossierOf, paper } from './world.ts';

const passphrase = 'trois baguettes et un pain';
const papers = [paper('p1', 700), paper('p2', 1500), paper('p3', 0)];
const contents: Contents = {
  kind: 'everything',
  madeAt: Date.parse('2026-11-24T09:00:00Z'),
  dossiers: [dossierOf('a', { files: papers.map(({ reference }) => reference) })],
  deliveryNotes: [],
  articles: [],
  recipients: [],
  values: { companies: [{ id: 'x', rates: { later: [1, 2] } }] },
};
const file = async (id: string) => papers.find(({ reference }) => reference.id === id)?.bytes ?? null;
const quick = { frameBytes: 512, iterations: 1000 };
const sealed = () => writeBackup(contents, file, { passphrase, ...quick });
const plain = () => writeBackup(contents, file, { passphrase: '' });

/** What opening these bytes tells: the contents, or the code of the fault. */
async function told(bytes: Uint8Array | Blob, words = passphrase): Promise<unknown> {
  try {
    const opened = await openBackup(bytes instanceof Blob ? bytes : new Blob([bytes as Uint8Array<ArrayBuffer>]), words);
    const files = [];
    for await (const each of opened.files()) files.push(each);
    return { ...opened.contents, files };
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
}

const whole = { ...contents, files: papers.map(({ reference, bytes }) => ({ id: reference.id, bytes })) };

describe('a backup', () => {
  it('comes back as it was, sealed or open', async () => {
    expect(await told(await sealed())).toEqual(whole);
    expect(await told(await plain(), '')).toEqual(whole);
    expect(await formOf(await sealed())).toBe('sealed');
    expect(await formOf(await plain())).toBe('open');
  });

  it('says nothing to who has not the passphrase', async () => {
    const text = new TextDecoder('latin1').decode(await bytesOf(await sealed()));
    for (const word of ['dossiers', 'Boulangerie', 'coursier.json', 'p1.jpg']) expect(text).not.toContain(word);
  });

  it('is, without passphrase, a ZIP that other tools open', async () => {
    const entries = unzipSync(await bytesOf(await plain()));
    expect(Object.keys(entries)).toEqual(['coursier.json', 'files/p1', 'files/p2', 'files/p3']);
    expect(entries['files/p2']).toEqual(papers[1]?.bytes);
  });

  it('takes a passphrase however its accents are written', async () => {
    const blob = await writeBackup(contents, file, { passphrase: 'pâté en croûte', ...quick });
    expect(await told(blob, 'pâté en croûte'.normalize('NFD'))).toEqual(whole);
  });

  it('seals texts of every length around a frame', async () => {
    for (const size of [0, 1, 400, 511, 512, 513, 1024, 1025]) {
      const one = paper('p1', size);
      const blob = await writeBackup(contents, async (id) => (id === 'p1' ? one.bytes : null), { passphrase, ...quick });
      expect(await told(blob)).toMatchObject({ files: [{ id: 'p1', bytes: one.bytes }] });
    }
  });

  it('computes the checksum that every ZIP has', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926);
  });
});

describe('a backup that is not whole', () => {
  it('is told wrong passphrase or altered, never which', async () => {
    expect(await told(await sealed(), 'another passphrase')).toBe('backup-passphrase');
    expect(await told(await sealed(), '')).toBe('backup-passphrase');
  });

  it('is told cut at each frame, and anywhere else', async () => {
    const blob = await sealed();
    const { frames } = await openSealed(blob);
    expect(frames.length).toBeGreaterThan(5);
    for (const { start, end } of frames.slice(0, -1)) {
      expect(await told(blob.slice(0, end))).toBe('backup-cut');
      expect(await told(blob.slice(0, start))).toBe('backup-cut');
    }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: blob.size - 1 }), async (length) => {
        expect(await told(blob.slice(0, length))).toBe('backup-cut');
      }),
      { numRuns: 150 },
    );
  });

  it('is told cut or broken when it is an open one', async () => {
    const blob = await plain();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 64, max: blob.size - 1 }), async (length) => {
        expect(await told(blob.slice(0, length))).toBe('backup-cut');
      }),
      { numRuns: 150 },
    );
  });

  it('never opens when one byte is altered', async () => {
    for (const blob of [await sealed(), await plain()]) {
      const bytes = await bytesOf(blob);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
          const altered = bytes.slice();
          altered[at] = (altered[at] ?? 0) ^ change;
          const answer = await told(altered);
          // In an open file a date, a name or a comment may change and nothing be lost; what is told is then what was said.
          if (typeof answer === 'string') expect(answer).toMatch(/^backup-(broken|cut|passphrase|newer)$/);
          else expect(blob.type).toBe('application/zip');
        }),
        { numRuns: 250 },
      );
    }
  });

  it('never opens when frames are dropped, repeated or moved', async () => {
    const blob = await sealed();
    const { frames } = await openSealed(blob);
    const head = (frames[0]?.start ?? 4) - 4;
    const piece = (index: number) => blob.slice((frames[index]?.start ?? 0) - 4, frames[index]?.end);
    const order = frames.map((_, index) => index);
    const built = (indexes: number[]) => new Blob([blob.slice(0, head), ...indexes.map(piece)]);
    expect(await told(built(order))).toEqual(whole);
    for (const wrong of [
      order.slice(1),
      order.filter((index) => index !== 2),
      [...order, order.length - 1],
      [0, 2, 1, ...order.slice(3)],
      order.toReversed(),
    ])
      expect(await told(built(wrong))).toMatch(/^backup-(broken|passphrase|cut)$/);
  });

  it('does not take the frames of another backup of the same passphrase', async () => {
    const [one, other] = [await sealed(), await sealed()];
    const { frames } = await openSealed(one);
    const at = frames[1]?.end ?? 0;
    expect(await told(new Blob([one.slice(0, at), other.slice(at)]))).toBe('backup-broken');
  });

  it('is told newer, by its container or by its contents', async () => {
    const bytes = await bytesOf(await sealed());
    bytes[8] = 3;
    expect(await told(bytes)).toBe('backup-newer');
    const later = zipSync({ 'coursier.json': strToU8(JSON.stringify({ format: 'coursier-backup', version: 3, dossiers: [] })) });
    expect(await told(later)).toBe('backup-newer');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a text', strToU8('{}')],
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
    ['a foreign ZIP', zipSync({ 'a.txt': strToU8('a') })],
    ['a ZIP that has our name alone', zipSync({ 'coursier.json': strToU8('{"format":"other"}') })],
    ['a ZIP with nonsense in it', zipSync({ 'coursier.json': strToU8('}{') })],
  ])('is not one: %s', async (_, bytes) => {
    expect(await told(bytes)).toBe('backup-broken');
  });

  it('is not unpacked beyond what it tells, nor beyond the limits', async () => {
    const bomb = zipSync({ 'coursier.json': new Uint8Array(30_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    // Tells 100 bytes and holds thirty millions; then tells more than is ever taken.
    for (const size of [100, 0x7fffffff]) {
      const lying = bomb.slice();
      new DataView(lying.buffer).setUint32(22, size, true);
      expect(await told(lying)).toBe('backup-broken');
    }
    const old = zipSync({ 'files/a': new Uint8Array(10), 'coursier.json': strToU8('{}') });
    const end = old.findIndex((_, at) => old[at] === 0x50 && old[at + 1] === 0x4b && old[at + 2] === 1 && old[at + 3] === 2);
    new DataView(old.buffer).setUint32(end + 24, 0x7fffffff, true);
    expect(await told(old)).toBe('backup-broken');
  });

  it('has a header that cannot freeze the device', async () => {
    const bytes = await bytesOf(await sealed());
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('"iterations":1000');
    for (const [index, character] of [...'"iterations":9e99'].entries()) bytes[at + index] = character.charCodeAt(0);
    expect(await told(bytes)).toBe('backup-broken');
  });
});

it('reads the first version, a ZIP whose contents came last', async () => {
  const old = { format: 'coursier-backup', version: 1, dossiers: contents.dossiers, recipients: [], profile: { iban: 'FR76' } };
  const bytes = zipSync({ 'files/p1': papers[0]!.bytes, 'coursier.json': strToU8(JSON.stringify(old)) }, { level: 1 });
  expect(await told(bytes)).toMatchObject({ dossiers: contents.dossiers, values: { profile: { iban: 'FR76' } }, files: [{ id: 'p1' }] });
  expect(await told(bytes.slice(0, bytes.length - 30))).toBe('backup-cut');
  expect(await told(bytes.slice(0, 400))).toBe('backup-cut');
});
