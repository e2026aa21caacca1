import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/second.ts';

export const second: WordsOf<typeof french> = {
  second: {
    title: 'Stronger reading',
    what: 'A second reader reads hard photos again: small print, shadow, crumpled paper. It sees figures that the first one does not.',
    slow: 'Reading then takes a few seconds more.',
    here: 'It works on your device. Nothing is sent.',
    keep: (size) => `Download (${size})`,
    loading: (percent) => `Downloading the second reader: ${percent}%`,
    ready: 'The second reader is on this device. It works without network too.',
    remove: 'Remove the second reader',
    removed: 'Second reader removed. Your invoices do not change.',
    failed: 'The download stopped. What has come is kept. Try again when the network is good.',
    offer: (size) => `This photo is a hard one. A second reader (${size}) can help to read the figures.`,
    offerHow: 'It is downloaded only once. It works on your device: nothing is sent.',
    accept: 'Download and read again',
    decline: 'No thanks',
    declined: 'All right. The second reader can still be found in the settings.',
    again: 'Read this page again',
    retry: 'Try again',
    rereading: 'The second reader is ready. The page is read again.',
  },
};
