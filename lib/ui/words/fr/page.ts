import type { CaptureStep, PageOutcome } from '../../../desk/api-pages.ts';
import { money } from '../../format.ts';
import { words } from '../dictionary.ts';

const natures: Record<string, string> = {
  quote: 'C’est un devis, pas une facture.',
  order: 'C’est un bon de commande, pas une facture.',
  delivery: 'C’est un bon de livraison, pas une facture.',
};

/** Words of « Lire cette page » : reading the invoice of a billing tool beside the panel. */
export const page = {
  title: 'Lire cette page',
  readPage: 'Lire la facture de cette page',
  readPdf: 'Lire ce PDF',
  readHint: 'Coursier lit la page et son PDF ici, sur votre ordinateur. Rien ne part.',
  underWay: 'Lecture en cours',
  goOn: 'Reprendre la lecture',
  button: 'Bouton « Lire avec Coursier » dans les pages de ce site',
  whyButton: 'Pour montrer le bouton « Lire avec Coursier » sur vos factures, il faut lire les pages de ce site.',
  whySite: 'Le PDF de votre facture est rangé sur ce site.',
  steps: {
    looking: 'Coursier regarde la page…',
    fetching: 'Il cherche le PDF de la facture…',
    pressing: 'Il appuie sur votre bouton PDF…',
    reading: 'Il lit le PDF…',
    customer: 'Il complète avec la fiche du client…',
    keeping: 'Il range la facture…',
  } satisfies Record<CaptureStep, string>,
  local: 'Tout se passe sur votre ordinateur.',
  stop: 'Arrêter',
  again: 'Relancer la lecture',
  read: 'Facture lue.',
  known: 'Cette facture est déjà ici : la voici.',
  nothingYet: 'Ouvrez une facture dans votre outil, puis cliquez sur le bouton Coursier du navigateur.',

  severalTitle: 'Cette page montre plusieurs factures.',
  severalAsk: 'Laquelle voulez-vous envoyer ?',
  numbered: (number: string) => `Facture ${number}`,

  natures,
  notInvoice: 'On ne reconnaît pas de facture dans ce document.',
  notTaken: 'Il n’a pas été pris : Chorus Pro ne reçoit que des factures et des avoirs.',
  notInvoiceNext: 'Faites-en une facture dans votre outil, puis revenez.',
  insist: 'C’est bien une facture : la prendre',

  noPdf: 'Le PDF de cette facture ne se trouve pas tout seul.',
  noPdfLogin: 'Votre outil demande de vous reconnecter avant de donner le PDF.',
  noPdfSafe: 'Rien n’est perdu. Choisissez comment continuer.',
  pressForMe: 'Coursier appuie pour moi',
  pressHint: (label: string) => `Sur le bouton « ${label.slice(0, 60)} » de votre outil.`,
  pressMyself: 'J’appuie moi-même',
  pressMyselfHint: 'Sur votre bouton « Télécharger » ou « Imprimer le PDF ». Coursier attend le fichier.',
  takeValues: 'Prendre ce que montre la page',
  valuesHint: ({ number, total, buyer }: { number: string; total: string; buyer: string }) =>
    [number && `n° ${number}`, buyer, total && money(total)].filter(Boolean).join(' · '),
  armedTitle: 'Cliquez sur votre bouton « Télécharger le PDF »',
  armedText: 'Dans la page de votre outil. Coursier prend le fichier dès qu’il arrive, même s’il s’ouvre dans un autre onglet.',
  armedLeft: (seconds: number) => (seconds > 60 ? 'Coursier attend deux minutes.' : `Encore ${seconds} secondes.`),
  waitAgain: 'Attendre de nouveau',
  ownFile: 'Donner le PDF moi-même',
  ownFileHint: 'Choisissez-le ou déposez-le ici.',
};

/** What stands in the way where nobody can be asked (`npm run capture`). */
export function unanswered(outcome: PageOutcome): { code: string; message: string } {
  if (outcome.kind === 'several')
    return { code: 'page-several', message: `${page.severalTitle} ${page.severalAsk} ${outcome.choices.map(({ number }) => number).join(', ')}` };
  if (outcome.kind === 'not-invoice')
    return {
      code: outcome.nature === 'unknown' ? 'not-an-invoice' : `page-${outcome.nature}`,
      message: page.natures[outcome.nature] ?? page.notInvoice,
    };
  return { code: 'page-no-pdf', message: page.noPdf };
}

words('page', { page });
