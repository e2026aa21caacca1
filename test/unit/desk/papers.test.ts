import { describe, expect, it } from 'vitest';
import { PaperMemories } from '../../../lib/desk/papers.ts';
import { wordsFile } from '../../../lib/desk/words.ts';
import { emptyInvoice } from '../../../lib/invoice/model.ts';
import { invoicePieces, paper } from '../extraction/paper.ts';

/** The part of the store that this memory touches. */
function kept(words: Uint8Array | null) {
  const values = new Map<string, unknown>();
  return {
    values,
    value: async (name: string) => values.get(name),
    changeValues: async (names: readonly string[], step: (given: readonly unknown[]) => Readonly<Record<string, unknown>> | null) => {
      for (const [name, value] of Object.entries(step(names.map((one) => values.get(one))) ?? {})) values.set(name, value);
    },
    file: async () => words,
  };
}

type Bench = ConstructorParameters<typeof PaperMemories>[0];
const memoryOn = (store: ReturnType<typeof kept>) => new PaperMemories({ store } as unknown as Bench);

const reference = (role: 'words' | 'page') => ({
  id: role,
  name: role,
  type: '',
  size: 1,
  role,
  page: role === 'page' ? 1 : 0,
  width: 1240,
  height: 1754,
});
const dossier = {
  invoice: {
    ...emptyInvoice(),
    invoiceNumber: '2026/10/214',
    issueDate: '2026-10-05',
    seller: { ...emptyInvoice().seller, siret: '99980037800021', name: 'Plomberie Kerjean SARL' },
    buyer: { ...emptyInvoice().buyer, siret: '99982959100026', name: 'Centre hospitalier de l’Aulne' },
  },
  files: [reference('words'), reference('page')],
  readBy: 'ocr' as const,
};

describe('the papers a device knows', () => {
  it('are taught by what leaves, listed, forgotten, and put back', async () => {
    const papers = memoryOn(kept(wordsFile(paper(invoicePieces()).pages)?.bytes ?? null));
    await papers.learn(dossier, '2026-10-06');
    await papers.learn(dossier, '2026-10-07');
    const [known] = await papers.list();
    expect(known).toMatchObject({ siret: '99980037800021', invoices: 2, usedOn: '2026-10-07', buyers: [{ siret: '99982959100026' }] });
    expect(known?.marks.invoiceNumber).toMatchObject({ label: 'facture n°', shape: '9999/99/999' });
    await papers.forget('99980037800021');
    expect(await papers.list()).toEqual([]);
    if (known) await papers.remember(known);
    expect(await papers.list()).toEqual([known]);
  });

  it('nothing is learnt from an invoice typed by hand, nor without words', async () => {
    const store = kept(null);
    await memoryOn(store).learn({ ...dossier, readBy: '' }, '2026-10-06');
    await memoryOn(store).learn(dossier, '2026-10-06');
    expect(store.values.size).toBe(0);
  });

  it('what is stored and is no paper is left out', async () => {
    const store = kept(null);
    store.values.set('seller-papers', [{ siret: 1 }, 'x', { siret: '99980037800021', marks: { invoiceNumber: { x: 'far' } } }]);
    expect(await memoryOn(store).list()).toMatchObject([{ siret: '99980037800021', marks: {}, invoices: 1 }]);
  });
});
