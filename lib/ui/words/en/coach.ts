import type { WordsOf } from '../dictionary.ts';
import type * as french from '../fr/coach.ts';

export const coach: WordsOf<typeof french> = {
  coach: {
    title: 'What must be changed',
    agentSays: 'The public official writes:',
    portalSays: 'The portal’s own words',
    sameNumber: (number) => `It keeps its number: ${number}.`,
    newNumber: 'It will take a new number: this one can no longer be used.',

    recycle: 'Correct the address',
    recycleSend: 'Send again to the right address',
    recycleSendOffline: 'Send again when the network is back',
    to: 'It is addressed to',
    otherBuyer: 'This is not the right recipient',
    service: 'Service code',
    engagement: 'Engagement number',
    comment: 'A word to the official, in French (optional)',
    commentHint: 'For example: « code service corrigé d’après votre commande ».',
    unchanged: 'Nothing has changed: correct the recipient or one of the codes.',

    complete: 'Answer the official',
    completeSend: 'Send the answer',
    completeSendOffline: 'Send the answer when the network is back',
    answer: 'Your answer, in French',
    addFile: 'Attach a document',
    addFileHint: 'Delivery note, bank details, certificate… Photo or PDF, 10 MB at most.',
    fileCount: (count) => (count === 1 ? 'One document attached' : `${count} documents attached`),
    dropFile: (name) => `Remove ${name}`,
    nothingToSend: 'Write an answer or attach a document.',

    renew: 'Make the invoice again',
    renewHint: 'The old one stays in the history, and the portal is told that you saw the rejection.',
    correct: 'Correct and send again',
    account: 'Check the connection',
    accountText: 'The invoice is not at fault: it is the access to the portal that does not work.',
    openTraining: 'Open the training portal',
    openPortal: 'Open chorus-pro.gouv.fr',

    waiting: 'Your correction waits to leave',
    waitingText: 'It is kept here. It leaves as soon as possible, while Coursier is open.',
    leaving: 'Your correction is leaving…',
    unsure: 'Waiting for an answer',
    unsureText: 'Your correction has left, but the portal’s answer was lost. Coursier asks the portal what became of it before sending it again.',
    refusedTitle: 'The portal did not take your correction',
    drop: 'After all, do not send it',
    dropped: 'Correction withdrawn.',

    resume: {
      title: 'Take the invoice up again',
      intro: 'Change what is wrong, then send it again.',
      number: 'New invoice number',
      numberHint: 'The next one in your series.',
      proposed: (number) => `Use ${number}`,
      whole: 'Look over the whole invoice',
      left: (count) => (count === 1 ? 'One thing to settle' : `${count} things to settle`),
      ok: 'Nothing is missing.',
      send: 'Send again',
      sendOffline: 'Send again when the network is back',
      sendTraining: 'Send again to the training portal',
    },
  },
};
