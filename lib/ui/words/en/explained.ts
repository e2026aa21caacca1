import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/explained.ts';

export const explained: WordsOf<typeof french> = {
  explained: {
    pictureAlt: 'Drawing of a purchase order: the service code at the top, the engagement number in the middle.',
    serviceMeaning: 'The service code says to which office the invoice goes (the canteen, the roads…). It is a word or a few digits.',
    engagementMeaning:
      'The engagement is the number the town hall gives to its order when it puts the money aside to pay you. Without it, nobody can pay you.',
  },
};
