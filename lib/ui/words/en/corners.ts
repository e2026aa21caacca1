import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/corners.ts';

export const corners: WordsOf<typeof french> = {
  corners: {
    title: 'The edges of the page',
    hint: 'Drag each dot onto a corner of the page. With the keyboard: the arrows, with Shift to go slowly.',
    pictureAlt: 'The photo of the invoice',
    names: ['top left', 'top right', 'bottom right', 'bottom left'],
    corner: (name, x, y) => `Corner ${name}, at ${x}% of the width and ${y}% of the height`,
    looking: 'Looking for the edges…',
    failed: 'This photo cannot be shown here. It is kept. You can take it again, or type the invoice by hand.',
    noPicture: 'This invoice has no photo to crop.',
    found: 'Edges found by Coursier',
    whole: 'The whole photo',
    read: 'Read with these edges',
    pages: 'The pages',
    page: (page) => `Page ${page}`,
  },
};
