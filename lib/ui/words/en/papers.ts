import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/papers.ts';

export const papers: WordsOf<typeof french> = {
  papers: {
    title: 'Papers it knows',
    hint: 'Coursier remembers where each piece of information stands on these invoices. Your corrections teach it. Everything stays on this device.',
    learnt: (invoices) => (invoices > 1 ? `Learnt from ${invoices} invoices` : 'Learnt from one invoice'),
    forget: 'Forget',
    forgotten: (name) => `Paper forgotten: ${name}.`,
    forgetOf: (name) => `Forget the paper of ${name}`,
  },
};
