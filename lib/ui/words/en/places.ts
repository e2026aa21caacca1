import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/places.ts';

export const places: WordsOf<typeof french> = {
  places: {
    training: { name: 'Training portal', hint: 'To try: nothing is paid, nothing goes to the State. Nothing to do.' },
    qualification: { name: 'The State’s test portal (qualification)', hint: 'For those who have a PISTE test account.' },
    production: { name: 'Chorus Pro', hint: 'The real portal: invoices are really sent.' },
    other: { name: 'Another portal', hint: 'An emulator or a test bench, at the address you give.' },
  },
};
