import type { CaptureStep, PageOutcome } from '../../../desk/api-pages.ts';

const natures: Record<string, string> = {
  quote: 'C’est un devis, pas une facture.',
  order: 'C’est un bon de commande, pas une facture.',
  delivery: 'C’est un bon de livraison, pas une facture.',
};

/** Words of « Lire cette page » : reading the invoice of a billing tool beside the panel. */
export const page = {
  steps: {
    looking: 'Coursier regarde la page…',
    fetching: 'Il cherche le PDF de la facture…',
    pressing: 'Il appuie sur votre bouton PDF…',
    reading: 'Il lit le PDF…',
    customer: 'Il complète avec la fiche du client…',
    keeping: 'Il range la facture…',
  } satisfies Record<CaptureStep, string>,
  natures,
  notInvoice: 'On ne reconnaît pas de facture dans ce document.',
  severalTitle: 'Cette page montre plusieurs factures.',
  severalAsk: 'Laquelle voulez-vous envoyer ?',
  noPdf: 'Le PDF de cette facture ne se trouve pas tout seul.',

  /** What stands in the way where nobody can be asked (`npm run capture`). */
  unanswered(outcome: PageOutcome): { code: string; message: string } {
    if (outcome.kind === 'several')
      return { code: 'page-several', message: `${page.severalTitle} ${page.severalAsk} ${outcome.choices.map(({ number }) => number).join(', ')}` };
    if (outcome.kind === 'not-invoice')
      return {
        code: outcome.nature === 'unknown' ? 'not-an-invoice' : `page-${outcome.nature}`,
        message: natures[outcome.nature] ?? page.notInvoice,
      };
    return { code: 'page-no-pdf', message: page.noPdf };
  },
};
