import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/companies.ts';

export const companies: WordsOf<typeof french> = {
  companies: {
    forWhom: 'For whom?',
    every: 'All',
    unnamed: 'New business',
    add: 'Add a business',
    addHint: 'If you make the invoices of several.',
    remove: 'Remove this business',
    removeHint: 'Its invoices stay on the device.',
    removed: (name) => `${name || 'Business'} removed, with its keys.`,
    undo: 'Undo',
    nextFor: (name) => `New invoices will be in the name of ${name}.`,
  },
};
