import { Fault, type FaultCode } from '../invoice/fault.ts';
import { MAX_DOCUMENT_BYTES } from '../invoice/file-names.ts';
import { emptyInvoice } from '../invoice/model.ts';
import type { SourceFile } from '../reading/options.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import { editable, takenBack } from './history.ts';

/** Largest file taken as an invoice, in bytes. */
const MAX_FILE_BYTES = 40_000_000;

function weighed(file: SourceFile, most: number, tooBig: FaultCode): void {
  if (file.bytes.length === 0) throw new Fault('file-empty');
  if (file.bytes.length > most) throw new Fault(tooBig, `${file.bytes.length} bytes`);
}

/** Pictures and files come in and are read. What a reading needs is loaded with it. */
export function captureCases(bench: Bench): Pick<Desk, 'capture' | 'addPage' | 'dropPage' | 'eye' | 'setCorners' | 'read' | 'attach'> {
  const { platform, store, newFile } = bench;

  return {
    async capture(files) {
      if (files.length === 0 || files.every((file) => file.bytes.length === 0)) throw new Fault('file-empty');
      const tooBig = files.find((file) => file.bytes.length > MAX_FILE_BYTES);
      if (tooBig) throw new Fault('file-too-big', `${tooBig.bytes.length} bytes`);
      const { sniff } = await import('../reading/sniff.ts');
      // what no reader opens is no draft either
      const unreadable = files.map((file) => sniff(file.bytes)).find((kind) => kind === 'unknown' || kind === 'zip');
      if (unreadable) throw new Fault('file-unknown', unreadable);
      const stored = files.map((file) => newFile(file, 'source'));
      const blank = bench.blankDossier(emptyInvoice(), await bench.settings());
      void platform.persistStorage();
      return store.insert({ ...blank, reading: 'waiting', files: stored.map((file) => file.reference) }, stored);
    },
    async addPage(id, file) {
      weighed(file, MAX_FILE_BYTES, 'file-too-big');
      const added = newFile(file, 'source');
      return store.update(id, (dossier) => {
        editable(dossier);
        const files = [...dossier.files, added.reference];
        return { dossier: { ...takenBack(dossier), reading: 'waiting', files, updatedAt: platform.clock.now() }, files: [added] };
      });
    },
    async dropPage(id) {
      const dossier = await store.update(id, (current) => {
        editable(current);
        const last = current.files.findLast((file) => file.role === 'source');
        if (!last) return null;
        const files = current.files.filter((file) => file.id !== last.id);
        const deletedAt = files.some((file) => file.role === 'source') ? 0 : platform.clock.now();
        return { dossier: { ...takenBack(current), files, deletedAt }, dropFiles: [last.id] };
      });
      return dossier.deletedAt === 0 ? dossier : null;
    },
    eye: (options) => bench.stages.eye(options),
    async setCorners(id, fileId, corners) {
      return store.update(id, (dossier) => {
        editable(dossier);
        const files = dossier.files.map((file) => (file.id === fileId && file.role === 'source' ? { ...file, corners: corners ?? undefined } : file));
        return { dossier: { ...takenBack(dossier), files, reading: 'waiting', updatedAt: platform.clock.now() } };
      });
    },
    read: async (id, options = {}) => (await import('./reading-case.ts')).readDossier(bench, id, options),
    async attach(id, file) {
      weighed(file, MAX_DOCUMENT_BYTES, 'portal-too-big');
      const added = newFile(file, 'attachment');
      return store.update(id, (dossier) => {
        editable(dossier);
        return { dossier: { ...dossier, files: [...dossier.files, added.reference] }, files: [added] };
      });
    },
  };
}
