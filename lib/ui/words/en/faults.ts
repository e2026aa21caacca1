import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/faults.ts';

const kept = 'Your photo and what you typed are kept.';
const keptFile = 'Your file is kept.';
const untouched = 'Nothing has changed in your invoices.';
const waiting = 'Your invoice is kept and has not left.';

export const faults: WordsOf<typeof french> = {
  faults: {
    'file-empty': { what: 'This file is empty.', safe: untouched, next: 'Choose another file or take the photo again.' },
    'file-unknown': {
      what: 'This is neither a picture, nor a PDF, nor an electronic invoice.',
      safe: untouched,
      next: 'Choose a photo (JPEG, PNG), a PDF or an XML file of an invoice.',
    },
    'file-too-big': {
      what: 'This file is too heavy to be read here.',
      safe: untouched,
      next: 'Photograph the invoice, or save a lighter PDF.',
    },
    'image-undecodable': { what: 'This picture is damaged, it does not open.', safe: keptFile, next: 'Take the photo again.' },
    'image-heic': {
      what: 'This photo is in the HEIC format, which this browser cannot open.',
      safe: keptFile,
      next: 'Take the photo from Coursier, or set the camera to “most compatible” (JPEG).',
    },
    'image-too-big': {
      what: 'This photo has too many dots for this device.',
      safe: kept,
      next: 'Take it again from Coursier, or in normal quality.',
    },
    'pdf-encrypted': { what: 'This PDF is protected by a password.', safe: keptFile, next: 'Save it without a password, or photograph the invoice.' },
    'pdf-broken': { what: 'This PDF is damaged, it does not open.', safe: keptFile, next: 'Ask for it again, or photograph the invoice.' },
    'pdf-too-many-pages': { what: 'This PDF has too many pages for an invoice.', safe: keptFile, next: 'Keep only the pages of the invoice.' },
    'xml-broken': { what: 'This XML file is not an invoice that can be read.', safe: keptFile, next: 'Use the PDF of the same invoice instead.' },
    'xml-hostile': {
      what: 'This XML file contains forbidden orders: it was not opened.',
      safe: keptFile,
      next: 'Ask whoever gave it to you for another file.',
    },
    'ocr-start': {
      what: 'Reading photos did not start on this device.',
      safe: kept,
      next: 'Type the invoice by hand, or try reading again.',
    },
    'ocr-failed': { what: 'The reading of the photo stopped.', safe: kept, next: 'Try again, or type the invoice by hand.' },
    'not-an-invoice': {
      what: 'This does not look like an invoice.',
      safe: kept,
      next: 'Type the invoice by hand, or take the photo again, lying flat.',
    },
    'nothing-read': {
      what: 'Not a word can be read on this picture.',
      safe: kept,
      next: 'Take the photo again, closer and with more light, or type by hand.',
    },
    aborted: { what: 'Reading stopped.', safe: kept, next: 'You can type the invoice by hand or start reading again.' },
    'camera-denied': {
      what: 'The camera is blocked for Coursier.',
      safe: untouched,
      next: 'Allow it in the settings of the browser, or choose a photo already taken.',
    },
    'camera-none': { what: 'No camera can be found here.', safe: untouched, next: 'Choose a photo or a PDF.' },
    'camera-busy': {
      what: 'The camera is in use by another app.',
      safe: untouched,
      next: 'Close it and try again, or choose a photo already taken.',
    },
    'storage-full': {
      what: 'The device has no space left.',
      safe: 'What was saved already is kept.',
      next: 'Make space (photos, videos), or delete old invoices, then start again.',
    },
    'storage-broken': {
      what: 'The saved invoices do not open.',
      safe: 'They have not been erased.',
      next: 'Close all the tabs of Coursier and open it again. If it lasts, restore your backup.',
    },
    'storage-blocked': {
      what: 'Coursier is open in another tab, which holds the saved invoices.',
      safe: 'They have not been erased, and nothing was sent.',
      next: 'Close the other tabs and windows of Coursier, then reload this page.',
    },
    'directory-broken': {
      what: 'The file of the directory is damaged or incomplete.',
      safe: 'The previous directory stays in place, and so do your invoices.',
      next: 'Download this file again, then try again.',
    },
    'directory-unreachable': {
      what: 'The published directory does not answer.',
      safe: 'The directory of this device stays in place.',
      next: 'Nothing to do: Coursier will try again.',
    },
    'business-unreachable': {
      what: 'The directory of businesses does not answer.',
      safe: untouched,
      next: 'Try again later, or type the SIRET written on the order.',
    },
    offline: { what: 'There is no network.', safe: waiting, next: 'Open Coursier again when there is network: it will leave.' },
    'portal-unreachable': {
      what: 'The portal does not answer.',
      safe: waiting,
      next: 'Coursier will try again. If it lasts, look at the address of the relay in the settings.',
    },
    'portal-timeout': {
      what: 'The portal did not answer in time.',
      safe: 'Coursier will ask whether it came before sending it again: it will not leave twice.',
      next: 'Nothing to do.',
    },
    'portal-down': { what: 'The portal is down.', safe: waiting, next: 'Nothing to do: Coursier will try again later.' },
    'portal-nonsense': {
      what: 'The portal gave an answer that Coursier does not understand.',
      safe: waiting,
      next: 'Try again later. If it lasts, deposit the PDF on the portal yourself.',
    },
    'portal-busy': { what: 'The portal asks you to wait.', safe: waiting, next: 'Nothing to do: Coursier will try again in a few minutes.' },
    'portal-credentials': {
      what: 'The portal refuses your access keys.',
      safe: waiting,
      next: 'Check the PISTE keys in the settings.',
      act: 'See the keys',
    },
    'portal-account': {
      what: 'The portal refuses the technical account.',
      safe: waiting,
      next: 'Check the identifier and the technical password in the settings.',
      act: 'See the technical account',
    },
    'portal-account-expired': {
      what: 'The technical password has expired: it lasts 424 days only.',
      safe: waiting,
      next: 'Ask for a new one in your Chorus Pro space, then type it in the settings.',
      act: 'Renew it',
    },
    'portal-subscription': {
      what: 'Your PISTE application has no right to this part of Chorus Pro yet.',
      safe: waiting,
      next: 'On piste.gouv.fr, accept the terms of the APIs « Factures », « Structures » and « Transverses », then test the connection.',
      act: 'Test the connection',
    },
    'portal-connection': {
      what: 'Your connection to the portal is not open yet.',
      safe: waiting,
      next: 'Declare it in Chorus Pro (« Raccordement EDI et API »), then wait half an hour.',
      act: 'Test the connection',
    },
    'portal-recipient': {
      what: 'The portal does not know this recipient, or it is no longer active.',
      safe: waiting,
      next: 'Check its SIRET, or ask the town hall for it.',
    },
    'portal-duplicate': {
      what: 'An invoice with this number has been sent this year already.',
      safe: waiting,
      next: 'See whether it is the same. If not, change the number.',
    },
    'portal-too-big': {
      what: 'The file is too heavy for the portal (10 MB at most).',
      safe: waiting,
      next: 'Take the photo again in normal quality or remove an attachment.',
    },
    'portal-refused': {
      what: 'The portal refuses this invoice.',
      safe: 'It is kept here.',
      next: 'Read its answer below, correct, then send again.',
    },
    'page-closed': {
      what: 'The browser does not let Coursier read this tab.',
      safe: untouched,
      next: 'Open the invoice in your tool, then click the Coursier button of the browser. Otherwise, drop its PDF here.',
    },
    'page-lost': {
      what: 'The page changed while it was being read.',
      safe: untouched,
      next: 'Wait until it shows in full, then start reading again.',
    },
    'page-login': {
      what: 'Your tool asks you to sign in again: it showed its sign-in page instead of the invoice.',
      safe: untouched,
      next: 'Sign in to the tool, open the invoice again, then start reading again.',
    },
    'page-file': {
      what: 'This link does not lead to a PDF.',
      safe: untouched,
      next: 'Download the PDF from your tool, then drop it here.',
    },
    'page-refused': {
      what: 'This site is not open to Coursier.',
      safe: untouched,
      next: 'Give the permission for this site, or drop the downloaded PDF here.',
    },
    'page-nothing': {
      what: 'No invoice can be found on this page.',
      safe: untouched,
      next: 'Open the page of the invoice itself, or drop its PDF here.',
    },
    'page-late': {
      what: 'No PDF came in two minutes.',
      safe: untouched,
      next: 'Start again whenever you like, or drop the downloaded PDF here.',
    },
    'portal-not-allowed': {
      what: 'Coursier does not have the right to reach the portal yet.',
      safe: waiting,
      next: 'Give it in one click: it will leave at once.',
      act: 'Allow',
    },
    'portal-no-practice': {
      what: 'The extension does not know a training portal yet.',
      safe: waiting,
      next: 'Give its address, or choose another portal.',
      act: 'Choose',
    },
    'portal-other': {
      what: 'This invoice is not for the portal open beside.',
      safe: 'Nothing was filled in there, and nothing was noted here.',
      next: 'Open beside the portal chosen for it, or prepare it for this one.',
    },
    'vault-locked': {
      what: 'Your keys are locked.',
      safe: waiting,
      next: 'Press “Unlock” and type your code: it will leave at once.',
      act: 'Unlock',
    },
    'not-ready': { what: 'This invoice is not ready yet.', safe: kept, next: 'Settle what is marked in red, then send.' },
    'not-read': {
      what: 'This invoice is not read to its end yet.',
      safe: waiting,
      next: 'Press “Read the photo again”, check, then send.',
    },
    'notes-billed': {
      what: 'This delivery note is on an invoice already.',
      safe: 'Nothing is billed twice.',
      next: 'Open that invoice. If it is one too many, delete it: its notes will be free again.',
    },
    'backup-broken': {
      what: 'This file is not a backup of Coursier, or it is damaged.',
      safe: untouched,
      next: 'Choose another backup file.',
    },
    'backup-cut': {
      what: 'This backup is incomplete: the file ends too early.',
      safe: untouched,
      next: 'Download it or copy it again in full, then try again.',
    },
    'backup-passphrase': {
      what: 'This password does not open the backup, or the file was altered: nobody can tell which of the two.',
      safe: untouched,
      next: 'Type the password again, capitals included. Otherwise, try another copy of the file.',
    },
    'backup-newer': {
      what: 'This backup was made by a newer version of Coursier.',
      safe: untouched,
      next: 'Update Coursier first (reload the page with the network on), then try again.',
    },
    'too-long-for-codes': {
      what: 'This invoice is too long for codes to photograph.',
      safe: untouched,
      next: 'Send it by a file instead.',
    },
    'codes-foreign': {
      what: 'This code does not come from Coursier, or it is damaged.',
      safe: untouched,
      next: 'On the other device, open the invoice, then “To another device”.',
    },
    'app-closed': {
      what: 'Your Coursier app does not answer in this browser.',
      safe: untouched,
      next: 'Open it in a tab, wait until it shows, then try again.',
    },
    'app-older': {
      what: 'The Coursier app and extension are not of the same version.',
      safe: untouched,
      next: 'Reload the tab of the app with the network on, and let the browser update the extension.',
    },
    'app-stranger': {
      what: 'The page open at this address is not Coursier.',
      safe: 'Nothing was given to it.',
      next: 'Check the address: it is where you usually open Coursier.',
    },
    'app-leaving': {
      what: 'This invoice is waiting to be sent in your app already.',
      safe: 'Nothing has changed, and nothing leaves twice.',
      next: 'Wait until it has left, or take it out of the queue over there, then try again.',
    },
    'app-too-big': {
      what: 'This invoice has too many photos to pass from one side to the other like this.',
      safe: untouched,
      next: 'Pass it by a file: “To another device”, then “By a file”.',
    },
    unknown: {
      what: 'Something unexpected happened.',
      safe: 'Your invoices are kept on this device.',
      next: 'Try again. If it comes back, reload the page.',
    },
  },
};
