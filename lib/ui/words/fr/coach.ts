import { words } from '../dictionary.ts';

/** Words of what comes back: the mending of an address, the answer to an agent, the invoice taken up again. */
export const coach = {
  title: 'Ce qu’il faut changer',
  agentSays: 'L’agent public écrit :',
  portalSays: 'Les mots du portail',
  sameNumber: (number: string) => `Elle garde son numéro : ${number}.`,
  newNumber: 'Elle prendra un nouveau numéro : celui-ci ne peut plus servir.',

  recycle: 'Corriger l’adresse',
  recycleSend: 'Renvoyer à la bonne adresse',
  recycleSendOffline: 'Renvoyer au retour du réseau',
  to: 'Elle est adressée à',
  otherBuyer: 'Ce n’est pas le bon destinataire',
  service: 'Code service',
  engagement: 'Numéro d’engagement',
  comment: 'Un mot à l’agent (facultatif)',
  commentHint: 'Par exemple : « code service corrigé d’après votre commande ».',
  unchanged: 'Rien n’a changé : corrigez le destinataire ou l’un des codes.',

  complete: 'Répondre à l’agent',
  completeSend: 'Envoyer la réponse',
  completeSendOffline: 'Envoyer la réponse au retour du réseau',
  answer: 'Votre réponse',
  addFile: 'Joindre un document',
  addFileHint: 'Bon de livraison, RIB, attestation… Photo ou PDF, 10 Mo au plus.',
  fileCount: (count: number) => (count === 1 ? 'Un document joint' : `${count} documents joints`),
  dropFile: (name: string) => `Retirer ${name}`,
  nothingToSend: 'Écrivez une réponse ou joignez un document.',

  renew: 'Refaire la facture',
  renewHint: 'L’ancienne reste dans l’historique, et le rejet est signalé au portail comme vu.',
  correct: 'Corriger et renvoyer',
  account: 'Vérifier le raccordement',
  accountText: 'La facture n’y est pour rien : c’est l’accès au portail qui ne passe pas.',
  openTraining: 'Ouvrir le portail d’entraînement',
  openPortal: 'Ouvrir chorus-pro.gouv.fr',

  waiting: 'Votre correction attend de partir',
  waitingText: 'Elle est gardée ici. Elle part dès que possible, quand Coursier est ouvert.',
  leaving: 'Votre correction part…',
  unsure: 'Réponse attendue',
  unsureText: 'Votre correction est partie, mais la réponse du portail s’est perdue. Coursier lui demande ce qu’il en est avant de la renvoyer.',
  refusedTitle: 'Le portail n’a pas pris votre correction',
  drop: 'Finalement, ne pas l’envoyer',
  dropped: 'Correction retirée.',

  resume: {
    title: 'Reprendre la facture',
    intro: 'Changez ce qui ne va pas, puis renvoyez.',
    number: 'Nouveau numéro de facture',
    numberHint: 'Celui qui suit dans votre série.',
    proposed: (number: string) => `Prendre ${number}`,
    whole: 'Revoir toute la facture',
    left: (count: number) => (count === 1 ? 'Une chose à régler' : `${count} choses à régler`),
    ok: 'Rien ne manque.',
    send: 'Renvoyer',
    sendOffline: 'Renvoyer au retour du réseau',
    sendTraining: 'Renvoyer au portail d’entraînement',
  },
};

words('coach', { coach });
