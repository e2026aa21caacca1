import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/doors.ts';

export const doors: WordsOf<typeof french> = {
  doors: {
    articles: { link: 'Memory of items', hint: 'See and forget the prices kept' },
    directory: { link: 'The directory of recipients', hint: 'Its date, its renewal, the one of Chorus Pro' },
    exporting: { link: 'Export for the accountant', hint: 'A ZIP or a table, by month, quarter or year' },
    receive: { link: 'From another device', hint: 'By a code or a file' },
    recipients: { link: 'Recipients', hint: 'See and forget the codes kept' },
    rules: { link: 'All the rules that Coursier checks' },
  },
};
