import { signal } from '@preact/signals';
import type { SourceFile } from '../reading/options.ts';
import { reload } from './actions.ts';
import { go, to } from './router.ts';
import { theDesk } from './state.ts';

/** A backup that was dropped, shared or opened, for the screen that takes it back. */
export const arrived = signal<Blob | null>(null);

export const blobOf = ({ bytes }: SourceFile) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

/** True when one of the files is a backup of ours: it goes to its screen, not to the reading. The name is never believed. */
export async function takesBackup(files: readonly SourceFile[]): Promise<boolean> {
  const backups = await theDesk().backups();
  for (const file of files) {
    const blob = blobOf(file);
    if ((await backups.formOf(blob)) === 'none') continue;
    arrived.value = blob;
    go(to('sauvegarde'));
    await reload();
    return true;
  }
  return false;
}

/** Through the system's own sheet where it takes such files; false where it does not, or when the user closed it. */
export async function shared(blob: Blob, name: string): Promise<boolean> {
  const data = { files: [new File([blob], name, { type: blob.type })] };
  if (!navigator.canShare?.(data)) return false;
  return navigator.share(data).then(
    () => true,
    () => false,
  );
}

export function canShare(blob: Blob, name: string): boolean {
  return navigator.canShare?.({ files: [new File([blob], name, { type: blob.type })] }) ?? false;
}
