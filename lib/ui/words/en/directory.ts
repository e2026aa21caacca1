import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/directory.ts';

const counted = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const many = (count: number, one: string, more: string) => (count === 1 ? one : `${counted(count)} ${more}`);
const counts = (structures: number, services: number) =>
  services > 0
    ? `${many(structures, 'one recipient', 'recipients')}, ${many(services, 'one service', 'services')}`
    : many(structures, 'one recipient', 'recipients');
const steps = { reading: 'Reading', packing: 'Putting away', indexing: 'Preparing the search' };
const named = (code: string, name: string) => (name === '' || name === code ? `“${code}”` : `“${name}” (${code})`);
const another = (chosen: boolean) => (chosen ? ' It is the one of this invoice: choose another.' : '');

export const directory: WordsOf<typeof french> = {
  directory: {
    title: 'Directory',
    intro: 'The list of town halls, hospitals, schools… is kept on this device. It is searched without network.',
    now: 'The directory of this device',
    dated: (day) => `Directory of ${day}`,
    origins: {
      shipped: 'Came with Coursier',
      address: 'Followed on the internet',
      files: 'Made here, from your files',
    },
    counts,
    source: 'Source',
    licence: 'Licence',
    fresh: 'Recent',
    old: (days) => `It is ${Math.floor(days / 30)} months old`,
    oldHint: 'Services may have opened or closed since. Compare the codes with the order.',
    partial: 'It does not say which codes each recipient asks for. The official directory of Chorus Pro does.',
    oldInSearch: (day) => `Directory of ${day}.`,
    renew: 'Renew it',

    official: 'Install the official directory',
    officialHint: 'It gives, for each recipient, the services and codes asked for. Nothing leaves this device: it prepares the directory itself.',
    officialSteps: [
      'On the site of the Chorus Pro community, under « Annuaire », download the file of structures and the file of services.',
      'Choose them here, all at once.',
    ],
    officialWhere: 'communaute.chorus-pro.gouv.fr/annuaire-cpro',
    choose: 'Choose the files',
    chooseHint: 'XML, CSV, ZIP or GZ, even of several hundred megabytes.',
    steps,
    progress: (step, percent, structures) =>
      step === 'reading' ? `Reading: ${percent}%, ${many(structures, 'one recipient', 'recipients')}` : `${steps[step]}…`,
    stop: 'Stop',
    stopped: 'Stopped. The directory has not changed.',
    built: (structures, services) => `It is ready: ${counts(structures, services)}. The directory serves from now on.`,
    skipped: (count) => `${many(count, 'One unreadable line was', 'unreadable lines were')} left aside.`,
    skippedSee: 'See these lines',
    skippedMore: (count) => `… and ${counted(count)} more.`,
    line: (file, line, reason) => `${file}, line ${line}: ${reason}`,
    orphans: (count) =>
      `${many(count, 'One recipient has services only', 'recipients have services only')}: the file of structures is missing, or older.`,
    refused: (file) => `“${file}” was not taken.`,
    refusedSafe: 'The directory has not changed.',
    shipped: 'Go back to the directory that came with Coursier',
    shippedDone: 'The directory that came with Coursier serves again.',

    follow: 'Follow a published directory',
    followOwn: 'This site may publish one. Coursier looks there once a day, when there is a network.',
    followNone: 'If somebody publishes a directory ready for Coursier (your accountant, your chamber of trades), give its address.',
    followSays:
      'Coursier looks there once a day. It also fetches there the services of the recipients you choose: that site can guess which they are.',
    address: 'Address of the directory',
    addressHint: 'It begins with https://',
    addressHintWeb: (site) =>
      `A web page can reach its own site only: the address must begin with ${site}. For another site, take the browser extension, or a file.`,
    addressWrong: 'This address cannot be followed from here.',
    save: 'Follow this address',
    forget: 'No longer follow it',
    siteWhy: 'Coursier fetches the directory there, and nothing else. Nothing of your invoices goes there.',
    check: 'Check now',
    checking: 'Checking…',
    checkedAt: (moment) => `Last answer: ${moment}`,
    neverChecked: 'Never checked.',
    unreachable: 'The address does not answer. The directory of this device still serves. Coursier will try again by itself.',
    refusedOlder: 'What is published is older than what you have. It was not taken.',
    refusedBroken: 'What is published is damaged, cut short or altered. It was not taken: you keep the good one.',
    heavy: (size) => `A new directory is there. It weighs ${size}, and your connection seems to be metered.`,
    fetchAnyway: 'Fetch it now',

    leave: 'What Coursier may ask elsewhere',
    leaveHint: 'None of this is done without your consent. You can take it back here.',
    allowBusiness: 'Search the public directory of businesses too',
    allowBusinessHint: 'The words you search go to recherche-entreprises.api.gouv.fr, a site of the State.',
    allowRefresh: 'Check each recipient chosen with Chorus Pro',
    allowRefreshHint: 'Once a day at most, with your keys. The portal then sees which SIRET you look at.',
  },
  outcomes: {
    nothing: 'You have the latest already.',
    updated: (size) => `Directory renewed (${size}).`,
    absent: 'There is no directory at this address.',
    later: 'A check is under way already.',
  },
  structure: {
    title: 'Checking',
    check: (trial) => (trial ? 'Check with the portal' : 'Check with Chorus Pro'),
    checking: 'Asking the portal…',
    never: 'Not checked with the portal yet.',
    checkedAt: (moment) => `Checked with the portal on ${moment}.`,
    same: 'Nothing has changed.',
    unknown: 'This SIRET is in no list of this device. It is kept as it is written: compare it with the order.',
    notFound: 'The portal does not find this SIRET among the active recipients. Take the one of the order, or ask the town hall for it.',
    always: 'Do it by itself for each recipient chosen',
  },
  changes: {
    closed: 'This recipient no longer receives invoices on the portal.',
    requires: (what) => `It asks for something else now. ${what}.`,
    serviceGone: (code, name, chosen) => `The service ${named(code, name)} does not exist on the portal.${another(chosen)}`,
    serviceClosed: (code, name, chosen) => `The service ${named(code, name)} is closed.${another(chosen)}`,
    serviceEngagement: (code, name) => `The service ${named(code, name)} now asks for an engagement number.`,
    servicesNew: (count) => many(count, 'One new service is there.', 'new services are there.'),
    certain: 'The SIRET is right: the portal knows it.',
  },
  business: {
    search: 'Search the public directory of businesses',
    ask: 'Search the internet?',
    askText:
      'The words you search will go to the public directory of businesses, recherche-entreprises.api.gouv.fr. It is a site of the State. Nothing else leaves.',
    askNext: 'Your answer holds from now on. It can be changed in the settings, under “Directory”.',
    yes: 'Yes, search',
    no: 'No thanks',
    why: 'Coursier looks there for the public bodies you type.',
    searching: 'Searching the internet…',
    found: 'In the directory of businesses',
    nothing: 'The directory of businesses knows no public body of this name.',
    toVerify: 'To be checked on Chorus Pro',
    closed: 'Closed',
  },
};
