import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/accounts.ts';

const piste = 'https://piste.gouv.fr';
const chorus: [string, string] = ['Open Chorus Pro', 'https://portail.chorus-pro.gouv.fr/'];

/** What stands on PISTE's and the portal's own pages keeps its name there, between guillemets. */
export const accounts: WordsOf<typeof french> = {
  setup: {
    title: 'Connect to Chorus Pro',
    intro: 'Only once, and step by step. You can stop: everything is kept.',
    honest:
      'Coursier has been tried with its training portal only. These steps come from what the State and other software publish: a button may have changed its name.',
    where: 'Where will the invoices go?',
    forWhom: 'For which business?',
    everyone: 'All, with the same account',
    noNeed: 'Nothing to do: training works at once.',
    noNeedBeside: 'No keys to give: the address of a training portal is enough.',
    addressesBeside: ['Coursier will ask you for the right to reach them.'],
    host: 'The site that serves Coursier to you has its PISTE key already: only the technical account is left.',
    step: (number, count) => `Step ${number} of ${count}`,
    done: 'Done',
    redo: 'Look again',
    doneWord: 'done',
    fields: {
      clientId: 'Identifier (Client ID)',
      clientSecret: 'Secret (Client Secret)',
      login: 'Identifier of the technical account',
      password: 'Technical password',
    },
    hints: {
      clientId: '36 characters, with hyphens.',
      clientSecret: 'Kept encrypted, never shown again.',
      login: 'It looks like TECH_1_12345@cpro.fr.',
      password: 'The portal shows it only once.',
    },
    setOn: 'Received on',
    setOnHint: 'To warn you before it expires.',
    kept: 'Kept',
    change: 'Change',
    cancel: 'Keep the old one',
    show: 'Show',
    hide: 'Hide',
    token: 'Address of the token',
    tokenHint: 'In full: https://…/api/oauth/token',
    api: 'Address of the API',
    apiHint: 'What stands before /cpro: Coursier adds the rest.',
    test: 'Try it',
    ready: 'It is ready.',
    use: 'Use it from now on',
    inUse: (name) => `Your next invoices will leave by: ${name}.`,
    firstOne: 'Check your first sending on portail.chorus-pro.gouv.fr.',
    backHome: 'Back to my invoices',
  },
  steps: {
    piste: (environment) => ({
      title: 'Open a PISTE account',
      lines: [
        'PISTE is the State’s counter for software. Signing up is free.',
        environment === 'production'
          ? 'In « Applications », create a production application and note its name, capitals included.'
          : 'An application « APP_SANDBOX_ » followed by your address is created by itself: note its name.',
      ],
      link: ['Open piste.gouv.fr', `${piste}/registration`],
    }),
    terms: (environment) => ({
      title: 'Accept the terms',
      lines: [
        'In PISTE, open « API », then the page where the terms are accepted (« CGU »).',
        `Tick the three APIs of Chorus Pro: « Factures », « Structures », « Transverses ». Each is there twice: take « ${
          environment === 'production' ? 'production' : 'sandbox'
        } ».`,
      ],
      link: ['Open PISTE', piste],
    }),
    keys: (environment) => ({
      title: 'Copy the two keys of the application',
      lines:
        environment === 'other'
          ? ['Those that the other portal gives.']
          : ['In « Applications », open yours.', 'Take « OAuth Credentials ». Not « API Keys »: they do not work here.'],
    }),
    declare: (_, host) => ({
      title: 'Declare the connection',
      lines: [
        'Sign in to Chorus Pro with the account of the main manager (« gestionnaire principal »).',
        'Give yourself the spaces « Raccordement EDI et API » and « Suivi des flux ».',
        host
          ? '« Gérer raccordement API », then « Déclarer un raccordement PISTE »: your business, and the name of the application that this site gives you.'
          : '« Gérer raccordement API », then « Déclarer un raccordement PISTE »: your business, and the name of the application exactly as in PISTE, capitals included.',
      ],
      link: chorus,
    }),
    account: (environment) => ({
      title: 'Create the technical account',
      lines:
        environment === 'other'
          ? ['The one that the other portal gives.']
          : [
              'In the same place, create a technical account (« compte technique »).',
              'The password is shown only once: paste it here at once.',
              'Allow half an hour before it works. It lasts 424 days: Coursier warns you 30 days before the end.',
            ],
      ...(environment === 'other' ? {} : { link: chorus }),
    }),
    addresses: () => ({ title: 'Give the two addresses', lines: ['The site that serves Coursier to you must have allowed them.'] }),
  },
  doubts: {
    'not-technical': 'It usually looks like TECH_1_12345@cpro.fr. Your personal account does not do.',
    'not-uuid': 'It usually has 36 characters and four hyphens. Check that it is whole.',
    'short-secret': 'It seems short. Check that it is whole.',
    'same-as-id': 'It is the same as the identifier: another one is needed.',
    spaces: 'There is a space in the middle: check what you pasted.',
    placeholder: 'These are dots, not the real text: show it before you copy it.',
  },
  addressFaults: {
    empty: '',
    'not-an-address': 'This is not an address.',
    'not-http': 'The address must begin with https://.',
    'with-secret': 'No password in an address: it would be seen. It was removed, type it below.',
  },
  connection: {
    title: 'The connection',
    start: 'Test the connection',
    again: 'Test again',
    stop: 'Stop',
    running: 'Testing…',
    ok: 'Everything works.',
    broken: 'One thing is to be settled.',
    deposits: 'Nothing is deposited.',
    names: {
      network: 'The network and the relay',
      token: 'The PISTE keys',
      subscription: 'The terms of the APIs',
      connection: 'The connection',
      account: 'The technical account',
      structures: 'Your business',
      bank: 'The bank account',
      rights: 'The right to send',
    },
    states: { todo: 'to come', doing: 'under way', ok: 'good', failed: 'to settle', skipped: 'not tried' },
  },
  findings: {
    offline: () => 'There is no network. Connect again and start again.',
    'relay-unreachable': () => 'The relay does not answer. Look at its address in the settings, or tell whoever hosts Coursier.',
    'relay-refuses': () => 'There is no relay of Coursier at this address. Correct it in the settings; empty, it stands for this site.',
    'host-refused': () => 'The relay did not allow this address. Whoever hosts it must add it to his list.',
    'portal-unreachable': () => 'The portal does not answer. Try again in a few minutes.',
    'portal-down': () => 'The portal is down. Your keys are not at fault: try again later.',
    'portal-busy': () => 'The portal asks you to wait. Try again in a few minutes.',
    'keys-missing': () => 'The PISTE identifier or secret is missing. Paste them above.',
    'keys-refused': () =>
      'PISTE refuses these keys, four times in a row. Copy both again from « OAuth Credentials », of the right application: test and production each have their own.',
    'not-subscribed': ({ apis }) => `On PISTE, accept the terms of the API ${apis.join(' and of the API ')}, for the same application.`,
    'not-connected': () =>
      'The connection (« raccordement ») is missing, or not active yet. Declare it in Chorus Pro with the exact name of the application, then wait half an hour.',
    'account-missing': () => 'The technical account or its password is missing. Paste them above.',
    'account-refused': () =>
      'The technical account is refused. Copy the identifier (TECH_1_…) and the password again. Just created, it works after half an hour.',
    'password-expired': () => 'The technical password has expired. Ask for a new one in Chorus Pro, then paste it above.',
    'no-structure': () => 'This account is attached to no business. Ask the main manager to attach it.',
    'seller-absent': ({ names }) =>
      `Your SIRET is not among the businesses of this account (${names.join(', ')}). Ask the main manager to attach it, or correct the SIRET in “My business”.`,
    'seller-unknown': () => 'Fill in “My business”: Coursier will check that your SIRET is there.',
    'no-bank-account': () => 'No bank account on the portal: the IBAN of the invoice will count.',
    'several-bank-accounts': () => 'Several bank accounts on the portal: the IBAN of the invoice will count.',
    'no-right': () => 'This account has no right to read the invoices sent. Ask the main manager for the space « Factures émises ».',
    unexpected: () => 'The portal answered something unexpected. Try again; if it lasts, tell whoever hosts Coursier.',
  },
  vault: {
    title: 'Your keys',
    none: 'No keys yet',
    partial: 'Some are missing',
    kept: 'Kept',
    more: 'Protect or forget these keys',
    locked: 'Locked',
    expires: (day, byPortal) => (byPortal ? `Technical password valid until ${day}.` : `Technical password valid until ${day} (424 days).`),
    noDate: 'It is not known when the technical password expires: the test of the connection may tell.',
    guide: 'Connect step by step',
    revise: 'Look at the connection again',
    lock: 'Lock',
    forget: 'Forget these keys',
    forgotten: 'Keys forgotten.',
    undo: 'Undo',
    all: 'All businesses',
    lockedTitle: 'Your keys are locked',
    lockedText: 'Type your code to open them.',
    lockedWaiting: (count) =>
      count === 1
        ? 'One invoice is waiting: it will leave as soon as you have typed your code.'
        : `${count} invoices are waiting: they will leave as soon as you have typed your code.`,
    code: 'Your code',
    unlock: 'Unlock',
    unlocked: 'Keys unlocked.',
    wrong: 'That is not the code.',
    pause: (seconds) => (seconds >= 60 ? `Try again in ${Math.ceil(seconds / 60)} min.` : `Try again in ${seconds} s.`),
    lost: 'I forgot my code',
    lostText: 'Nobody can find this code again. The keys can be erased and given anew: your invoices stay.',
    erase: 'Erase the keys',
    keep: 'Erase nothing',
    erased: 'Keys erased. Your invoices are all here.',
  },
  protection: {
    title: 'A code for your keys',
    off: 'Without a code, the keys are encrypted by this device: whoever opens it can send your invoices.',
    on: 'The keys are locked by your code: at each opening, and after a while without use.',
    set: 'Choose a code',
    change: 'Change the code',
    remove: 'No longer ask for a code',
    field: 'New code',
    hint: 'At least 8 characters; four random words make a good code. It is kept nowhere: write it down.',
    again: 'The same once more',
    differ: 'The two are not the same.',
    save: 'Protect with this code',
    saved: 'Keys protected by your code.',
    removed: 'The code is no longer asked for.',
    cancel: 'Cancel',
    strength: {
      short: 'Too short: at least 8 characters.',
      weak: 'Easy to guess.',
      fair: 'Fair.',
      good: 'Strong.',
    },
    delay: 'Locks itself after',
    delays: { 5: '5 minutes', 15: '15 minutes', 60: 'one hour' },
  },
  expiry: {
    soon: (days) =>
      days === 0
        ? 'The technical password of Chorus Pro expires today.'
        : days === 1
          ? 'The technical password of Chorus Pro expires tomorrow.'
          : `The technical password of Chorus Pro expires in ${days} days.`,
    over: 'The technical password of Chorus Pro has expired: nothing can leave.',
    what: 'Ask for a new one in Chorus Pro (« Raccordement EDI et API »), then paste it here.',
    renew: 'Renew it',
    later: 'Tomorrow',
  },
};
