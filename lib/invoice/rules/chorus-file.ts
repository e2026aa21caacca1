import { shortened } from './brfr/terms.ts';
import type { NormContext, NormRule } from './rule.ts';

/**
 * What Chorus Pro refuses in a file of its own circuit and that no official set of assertions catches. A draft of Coursier writes none of these, but a
 * file made by another tool may.
 */
const facts = { family: 'Chorus Pro', targets: ['chorus'], severity: 'error' } as const;

/** Frameworks of Chorus Pro's own list (G1.02); an invoice that says none is A1. */
const frameworks = /^A([1-9]|1\d|2[0-5])$/;

/** UNTDID 1001 codes that Chorus Pro refuses (formats.md §6): self-billed credit note, accounting document. */
const refusedTypes = ['261', '751'];

const inFile = ({ syntax }: NormContext) => syntax !== null;

export const chorusFileRules: readonly NormRule[] = [
  {
    ...facts,
    id: 'CPP-FRAMEWORK',
    source: 'Chorus Pro, annexe EDI G1.02 : cadres A1 à A25 ; B1, S1, M1 sont ceux des plateformes agréées',
    field: 'alreadyPaid',
    message: 'Le cadre de facturation n’est pas de Chorus Pro.',
    remedy: 'Utilisez A1, ou A2 si la facture est déjà payée.',
    judge(document) {
      const context = document.group('BG-2');
      const value = context?.value('BT-23') ?? '';
      if (value === '' || frameworks.test(value)) return [];
      return [
        { field: context?.fieldOf('BT-23') || 'alreadyPaid', message: `Le cadre de facturation « ${shortened(value)} » n’est pas de Chorus Pro.` },
      ];
    },
  },
  {
    ...facts,
    id: 'CPP-TYPE-CODE',
    source: 'Chorus Pro : types 261 et 751 refusés (spécification Factur-X, remarques CHORUSPRO)',
    field: 'kind',
    message: 'Ce type de document est refusé par Chorus Pro.',
    remedy: 'Choisissez « facture » (380) ou « avoir » (381).',
    judge: (document) => (refusedTypes.includes(document.value('BT-3')) ? [{ field: document.fieldOf('BT-3') || 'kind' }] : []),
  },
  {
    ...facts,
    id: 'CPP-LEGAL-ID',
    source: 'Chorus Pro : SIRET entier comme identifiant légal (un SIREN a été rejeté)',
    field: 'buyer.siret',
    message: 'Un identifiant n’est pas un SIRET de 14 chiffres : Chorus Pro rejette le SIREN seul.',
    remedy: 'Écrivez le SIRET entier (14 chiffres).',
    *judge(document, context) {
      // A draft holds SIRETs only: ID-SELLER-SIRET and ID-BUYER-SIRET check them.
      if (!inFile(context)) return;
      const parties = [
        ['BG-4', 'BT-30', 'du vendeur'],
        ['BG-7', 'BT-47', 'du client'],
      ] as const;
      for (const [group, id, of] of parties) {
        const term = document.group(group)?.term(id);
        if (term && /^\d{9}$/.test(term.value))
          yield { field: term.field, message: `L’identifiant ${of} (« ${term.value} ») est un SIREN : Chorus Pro demande le SIRET entier.` };
      }
    },
  },
  {
    ...facts,
    id: 'CPP-GROSS-PRICE',
    source: 'Chorus Pro, rejets OCA #414 et #612 : un prix brut veut sa remise à côté',
    field: 'lines',
    message: 'Une ligne a un prix avant remise, mais pas de remise : Chorus Pro rejette le fichier.',
    remedy: 'Retirez le prix brut, ou ajoutez la remise.',
    *judge(document) {
      for (const line of document.groups('BG-25'))
        for (const price of line.groups('BG-29'))
          if ((price.has('BT-148') || price.blank('BT-148')) && !price.has('BT-147')) yield { field: price.fieldOf('BT-148') || line.field };
    },
  },
  {
    ...facts,
    id: 'CPP-PAYMENT-MEANS-EMPTY',
    source: 'Chorus Pro, rejet réel : « SpecifiedTradeSettlementPaymentMeans.TypeCode est obligatoire »',
    field: 'payment.meansCode',
    message: 'Le moyen de paiement est annoncé, mais vide.',
    remedy: 'Écrivez le moyen de paiement (30 pour un virement), ou retirez toute cette partie.',
    *judge(document) {
      // Where the element is missing altogether, BR-49 says it.
      for (const means of document.groups('BG-16'))
        if (means.blank('BT-81') && !means.has('BT-81')) yield { field: means.fieldOf('BT-81') || 'payment.meansCode' };
    },
  },
  {
    ...facts,
    id: 'CPP-ATTACHMENT-EMPTY',
    source: 'Chorus Pro : « AttachmentBinaryObject est obligatoire si AdditionalReferencedDocument est renseigné » (Dolibarr d4d)',
    field: 'attachments',
    message: 'Une pièce jointe est annoncée, mais son fichier manque.',
    remedy: 'Joignez le fichier, ou retirez la pièce jointe.',
    *judge(document) {
      for (const group of document.groups('BG-24')) if (!group.has('BT-125')) yield { field: group.field || 'attachments' };
    },
  },
];
