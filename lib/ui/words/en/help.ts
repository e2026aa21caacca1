import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/help.ts';

export const help: WordsOf<typeof french> = {
  help: {
    title: 'Help',
    leave: 'What leaves my device?',
    leaveText: [
      'Nothing, before you press “Send”. The photo is read here. The recipient is looked up here too.',
      'When you send, the invoice goes to the portal with its photo, and nothing else. There is no account, and nobody measures what you do.',
      'Two questions may leave before, if you accept it: a name looked up in the public directory of businesses, a recipient checked with the portal. This is set under “Directory”.',
    ],
    training: 'What is training?',
    trainingText: [
      'A pretend portal that comes with Coursier, to learn without risk. It is not the State’s: nothing is paid there and it proves nothing about the real one.',
      'When the day comes, choose Chorus Pro in the settings and type your keys.',
    ],
    words: 'The words',
    glossary: [
      ['Chorus Pro', 'The site where invoices are sent to town halls, schools, hospitals and the State.'],
      ['SIRET', '14 digits that name a place: your shop, or a town hall. The first 9 are the SIREN.'],
      ['Service code', 'The office that must receive the invoice (« code service »). The town hall writes it on its order.'],
      ['Engagement', 'The number the town hall gives to the order when it puts the money aside (« numéro d’engagement »).'],
      ['Franchise', 'You do not charge VAT (« franchise en base »): so it is for many very small businesses.'],
      ['Factur-X', 'A PDF that also carries the data of the invoice, for machines to read.'],
      ['Credit note', 'An invoice the other way round: you give money back (« avoir »).'],
      ['IBAN', 'The number of your bank account. It begins with FR.'],
    ],
    pay: 'When will I be paid?',
    payText: ['A town hall or the State has 30 days, a hospital 50. After that you are owed interest and €40, without having to ask.'],
    where: 'Where are the service code and the engagement number?',
    guide: 'The guide, with pictures (in French)',
    welcome: 'Present Coursier to somebody (in French)',
    accessibility: 'Accessibility (in French)',
    sheet: 'The sheet to print (in French)',
    keyboard: 'With the keyboard',
    keyboardText: [
      'Tab goes from one field to the next. Enter confirms a point to look at. Ctrl + Z undoes, Ctrl + Shift + Z redoes. Ctrl + V pastes a photo.',
      'In the lines: Enter goes to the next field, then to the next line. Alt + arrow moves the line up or down. The down arrow opens your items.',
    ],
  },
};
