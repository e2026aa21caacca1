import { money } from '../../format.ts';
import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/page.ts';

export const page: WordsOf<typeof french> = {
  page: {
    title: 'Read this page',
    readPage: 'Read the invoice of this page',
    readPdf: 'Read this PDF',
    readHint: 'Coursier reads the page and its PDF here, on your computer. Nothing leaves.',
    underWay: 'Reading',
    goOn: 'Go on reading',
    button: '“Read with Coursier” button in the pages of this site',
    whyButton: 'To show the “Read with Coursier” button on your invoices, Coursier must read the pages of this site.',
    whySite: 'The PDF of your invoice is kept on this site.',
    steps: {
      looking: 'Coursier looks at the page…',
      fetching: 'It looks for the PDF of the invoice…',
      pressing: 'It presses your PDF button…',
      reading: 'It reads the PDF…',
      customer: 'It completes with the customer’s record…',
      keeping: 'It puts the invoice away…',
    },
    local: 'Everything happens on your computer.',
    stop: 'Stop',
    again: 'Read again',
    read: 'Invoice read.',
    known: 'This invoice is here already: here it is.',
    nothingYet: 'Open an invoice in your tool, then click the Coursier button of the browser.',

    severalTitle: 'This page shows several invoices.',
    severalAsk: 'Which one do you want to send?',
    numbered: (number) => `Invoice ${number}`,

    natures: {
      quote: 'This is a quote, not an invoice.',
      order: 'This is a purchase order, not an invoice.',
      delivery: 'This is a delivery note, not an invoice.',
    },
    notInvoice: 'No invoice can be recognised in this document.',
    notTaken: 'It was not taken: Chorus Pro receives invoices and credit notes only.',
    notInvoiceNext: 'Make an invoice of it in your tool, then come back.',
    insist: 'It is an invoice: take it',

    noPdf: 'The PDF of this invoice does not show up by itself.',
    noPdfLogin: 'Your tool asks you to sign in again before it gives the PDF.',
    noPdfSafe: 'Nothing is lost. Choose how to go on.',
    pressForMe: 'Coursier presses for me',
    pressHint: (label) => `On the “${label.slice(0, 60)}” button of your tool.`,
    pressMyself: 'I press myself',
    pressMyselfHint: 'On your “Download” or “Print the PDF” button. Coursier waits for the file.',
    takeValues: 'Take what the page shows',
    valuesHint: ({ number, total, buyer }) => [number && `no. ${number}`, buyer, total && money(total)].filter(Boolean).join(' · '),
    armedTitle: 'Click your “Download the PDF” button',
    armedText: 'In the page of your tool. Coursier takes the file as soon as it comes, even if it opens in another tab.',
    armedLeft: (seconds) => (seconds > 60 ? 'Coursier waits for two minutes.' : `${seconds} seconds left.`),
    waitAgain: 'Wait again',
    ownFile: 'Give the PDF myself',
    ownFileHint: 'Choose it or drop it here.',
  },
};
