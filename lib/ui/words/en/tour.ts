import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/tour.ts';

export const tour: WordsOf<typeof french> = {
  tour: {
    title: 'Tour',
    step: (rank, total) => `${rank} of ${total}`,
    leave: 'Leave the tour',
    left: 'Tour left. It waits for you in Help.',
    again: 'Take up the tour again',
    begin: 'Take the tour with a sample',
    back: 'Go there',
    steps: {
      read: 'Coursier reads the sample invoice, here, on your device.',
      review: 'Compare with the page. Then go to the recipient.',
      recipient: 'The town hall pays. It asks for a number: here it is, read on the invoice.',
      send: 'Everything is there. Send to the training portal: nothing goes to the State.',
      leaving: 'It is leaving. One moment.',
      pay: 'It is sent. Now play the town hall. On its page, press « Toute la vie jusqu’au paiement », then come back.',
      done: 'Paid! You went the whole way. Your turn, with a real invoice.',
    },
    toRecipient: 'The recipient',
    toSend: 'The last check',
    where: 'Where is this number on the order?',
    agent: 'Open the town hall’s page',
    ask: 'I have paid: where is it now?',
    finish: 'Finish',
  },
};
