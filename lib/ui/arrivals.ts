import { signal } from '@preact/signals';
import type { FaultCode } from '../invoice/fault.ts';
import type { SourceFile } from '../reading/options.ts';
import { go, to } from './router.ts';
import { theDesk } from './state.ts';

/** A backup that was dropped, shared or opened, for the screen that takes it back. */
export const arrived = signal<Blob | null>(null);

/** Why the last file was refused, for the screen that takes files. */
export const refused = signal<FaultCode | null>(null);

/** What the pickers of files show. */
export const accepted = 'image/*,.heic,.heif,application/pdf,.pdf,application/xml,text/xml,.xml,.coursier';

/** True when it is a backup of ours: it goes to its screen, not to the reading. The name is never believed. */
export async function takesBackup(file: File | SourceFile): Promise<boolean> {
  const blob = file instanceof File ? file : new Blob([file.bytes as Uint8Array<ArrayBuffer>]);
  if ((await (await theDesk().backups()).formOf(blob)) === 'none') return false;
  arrived.value = blob;
  go(to('sauvegarde'));
  return true;
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
