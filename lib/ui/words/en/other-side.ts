import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/other-side.ts';

const invoices = (count: number) => (count === 1 ? 'One invoice' : `${count} invoices`);

export const otherSide: WordsOf<typeof french> = {
  otherSide: {
    title: 'My Coursier app',
    intro: 'If you also use Coursier in a tab of this browser, its drafts can come here, and go back there.',
    beside: 'Is this tab your Coursier app?',
    besideText: (host) => `Link it: its drafts will come here. Only if you do use it at the address ${host}.`,
    address: 'Address of my app',
    addressHint: 'The one of the tab where you open Coursier. The browser will ask for your consent, for this site only.',
    wrongAddress: 'This is not the address of a site. Example: https://my-coursier.fr',
    link: 'Link',
    linked: 'Linked.',
    refused: 'Without your consent, the extension does not read that page. Your invoices can travel by a file.',
    linkedTo: (host) => `Linked to ${host}`,
    unlink: 'Unlink',
    unlinked: 'No longer linked. Your invoices stay on both sides.',
    auto: 'Move drafts across without asking',
    waiting: (count, host) => `${invoices(count)} in your Coursier at ${host}`,
    take: 'Take',
    takeAll: 'Take all',
    takeNamed: (name) => `Take the invoice ${name}`,
    taken: (count) => (count === 1 ? 'Invoice taken. It stays over there too.' : `${count} invoices taken. They stay over there too.`),
    changedHere: (count) => `${invoices(count)} changed here`,
    changedHereText: 'Your app still has the old version.',
    giveBack: 'Update over there',
    givenBack: 'Your app is up to date.',
    laterThere: 'newer over there',
    more: (count) => `and ${count} more`,
    forbidden: 'The browser no longer lets the extension read your app.',
    allow: 'Allow again',
    closed: 'Your app is closed.',
    open: 'Open it',
    silent: 'Your app does not answer yet.',
    again: 'Try again',
    older: 'Update Coursier in the tab of your app: reload it with the network on.',
    newer: 'Your app is newer than this extension. Let the browser update the extension.',
    upToDate: 'Nothing to take: both sides say the same.',
  },
};
