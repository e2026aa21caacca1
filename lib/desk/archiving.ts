import { sirenOf } from '../invoice/model.ts';
import { ArticleMemories } from './article-memory.ts';
import { readBackup, writeBackup } from './backup.ts';
import type { Bench } from './bench.ts';

/** Everything on the device as one file. */
export async function backup(bench: Bench): Promise<Uint8Array> {
  const { store, memories, alive, profile } = bench;
  const notes = (await store.notes()).filter((note) => note.deletedAt === 0);
  return writeBackup(await alive(), (id) => store.file(id), {
    profile: await profile(),
    recipients: await memories.list(),
    deliveryNotes: notes,
    articles: await new ArticleMemories(bench).all(),
  });
}

/** What is on the device stays as it is; what it lacks is added. Gives the number of invoices in the backup. */
export async function restoreBackup(bench: Bench, bytes: Uint8Array): Promise<number> {
  const { store, memories, profile, saveProfile } = bench;
  const saved = readBackup(bytes);
  const added: string[] = [];
  for (const { dossier, files } of saved.dossiers) {
    if (await store.get(dossier.id)) continue;
    await store.insert(dossier, files);
    added.push(dossier.id);
  }
  for (const memory of saved.recipients)
    if (!(await memories.get(memory.recipient.siret))) await memories.learn(memory.recipient, memory, memory.usedOn);
  const notes = new Set((await store.notes()).map((note) => note.id));
  for (const note of saved.deliveryNotes) if (!notes.has(note.id)) await store.saveNote(note);
  // Notes that were free on this device are on an invoice again: they must not be billed a second time.
  for (const id of added)
    await store.update(id, (dossier, _, billed) => {
      const freed = billed.filter((note) => note.billedBy === '');
      return freed.length > 0 ? { dossier, notes: freed.map((note) => ({ ...note, billedBy: id })) } : null;
    });
  const articles = new ArticleMemories(bench);
  const known = new Set((await articles.all()).map((article) => article.key));
  await articles.remember(saved.articles.filter((article) => !known.has(article.key)));
  if (saved.profile && !sirenOf((await profile()).seller)) await saveProfile(saved.profile, (await profile()).id);
  return saved.dossiers.length;
}
