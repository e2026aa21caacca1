import { keepIndex } from '../../directory/kept.ts';
import type { DirectoryManifest } from '../../directory/manifest.ts';
import { openDirectory } from '../../directory/open.ts';
import { Fault } from '../../invoice/fault.ts';
import type { BuildProgress, BuildReport } from './api.ts';

export type DirectoryOrder =
  | { job: 'index'; base: Uint8Array }
  /** `shipped`: the base that ships, whose former names and fictive bodies go along; null where none does. */
  | { job: 'build'; files: readonly File[]; shipped: Uint8Array | null; facts: { date: string; source: string; licence: string } };

export type DirectoryAnswer =
  | { say: 'indexed'; kept: Uint8Array }
  | { say: 'progress'; progress: BuildProgress }
  | { say: 'built'; manifest: DirectoryManifest; base: Uint8Array; shards: Uint8Array[]; kept: Uint8Array; report: BuildReport }
  /** A file as a whole that cannot be trusted, and why, in words for the user. */
  | { say: 'refused'; file: string; reason: string }
  | { say: 'fault'; code: string; detail: string };

const say = (answer: DirectoryAnswer, given: Transferable[] = []) => self.postMessage(answer, { transfer: given });

self.onmessage = async ({ data }: MessageEvent<DirectoryOrder>) => {
  try {
    if (data.job === 'build') {
      // A first index waits for no reader of official files.
      const { build } = await import('./directory.building.ts');
      return await build(data, say);
    }
    const kept = keepIndex(openDirectory(data.base));
    say({ say: 'indexed', kept }, [kept.buffer as ArrayBuffer]);
  } catch (error) {
    const { code, detail } = Fault.from(error);
    say({ say: 'fault', code, detail });
  }
};
