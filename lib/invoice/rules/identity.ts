import { bicProblem, frenchVatIdentifier, type IdentifierProblem, ibanProblem, siretProblem, vatIdentifierProblem } from '../identifiers.ts';
import { sirenOf } from '../model.ts';
import { everyTarget, type Finding, type Rule, when } from './rule.ts';

const siretReason: Record<Exclude<IdentifierProblem, null | 'empty'>, string> = {
  length: 'un SIRET a exactement 14 chiffres',
  alphabet: 'un SIRET ne contient que des chiffres',
  key: 'un de ses chiffres est faux',
};

/** Who sells and who buys: names, addresses, and numbers whose keys can be checked. */
export const identityRules: readonly Rule[] = [
  {
    id: 'ID-SELLER-SIRET',
    family: 'Vraisemblance',
    source: 'CCP D2192-2 ; clé de Luhn (INSEE)',
    targets: everyTarget,
    field: 'seller.siret',
    severity: 'error',
    message: 'Votre SIRET manque.',
    remedy: 'Recopiez les 14 chiffres de votre SIRET : ils sont sur votre avis de situation INSEE.',
    *find(invoice, { fictiveIdentifiers }): Generator<Finding> {
      const problem = siretProblem(invoice.seller.siret);
      if (problem === 'empty') yield {};
      else if (problem)
        yield {
          message: `Votre SIRET « ${invoice.seller.siret} » n’est pas valable : ${siretReason[problem]}.`,
          remedy: 'Recopiez-le chiffre par chiffre. Avec une seule erreur, le portail ne vous reconnaît pas.',
          severity: problem === 'key' && fictiveIdentifiers ? 'warning' : 'error',
        };
    },
  },
  {
    id: 'ID-SELLER-VAT',
    family: 'Vraisemblance',
    source: 'CGI art. 286 ter ; clé du numéro de TVA (BOFiP)',
    targets: everyTarget,
    field: 'seller.vatIdentifier',
    severity: 'error',
    message: 'Votre numéro de TVA n’est pas valable : sa clé ne correspond pas à votre SIREN.',
    remedy: 'Recopiez-le depuis votre espace impots.gouv.fr.',
    *find({ seller }): Generator<Finding> {
      const problem = vatIdentifierProblem(seller.vatIdentifier);
      if (problem === null || problem === 'empty') {
        const siren = sirenOf(seller);
        if (problem === null && siren && seller.vatIdentifier.startsWith('FR') && !seller.vatIdentifier.endsWith(siren))
          yield {
            severity: 'warning',
            message: 'Votre numéro de TVA ne contient pas votre SIREN.',
            remedy: 'Vérifiez le SIRET et le numéro de TVA : ils devraient finir par les mêmes neuf chiffres.',
          };
        return;
      }
      const expected = frenchVatIdentifier(sirenOf(seller));
      yield {
        message: `Votre numéro de TVA « ${seller.vatIdentifier} » n’est pas valable.`,
        ...(expected ? { remedy: `D’après votre SIREN, ce serait ${expected}.` } : {}),
      };
    },
  },
  {
    id: 'LAW-SELLER-ADDRESS',
    family: 'Loi',
    source: 'CGI ann. II art. 242 nonies A : adresse complète du vendeur',
    targets: everyTarget,
    field: 'seller.address.city',
    severity: 'error',
    message: 'Votre adresse est incomplète : la rue, le code postal ou la ville manque.',
    remedy: 'Complétez votre adresse : elle est obligatoire sur une facture.',
    // Nothing at all is BR-08.
    find: ({ seller: { address } }) => {
      const missing = [address.line1, address.city, address.postcode].filter((part) => part.trim() === '').length;
      return when(missing > 0 && missing < 3);
    },
  },
  {
    id: 'ID-BUYER-SIRET',
    family: 'Vraisemblance',
    source: 'CCP D2192-2 ; BR-FR-CPRO-10 ; Chorus Pro : SIRET entier exigé',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'error',
    message: 'Le SIRET du client public manque : sans lui la facture ne part pas.',
    remedy: 'Choisissez le destinataire : tapez son nom ou sa ville.',
    *find(invoice, { fictiveIdentifiers }): Generator<Finding> {
      const problem = siretProblem(invoice.buyer.siret);
      if (problem === 'empty') yield {};
      else if (problem)
        yield {
          message: `Le SIRET du client « ${invoice.buyer.siret} » n’est pas valable : ${siretReason[problem]}.`,
          remedy: 'Choisissez le destinataire dans la liste, ou demandez son SIRET à la mairie.',
          severity: problem === 'key' && fictiveIdentifiers ? 'info' : 'error',
        };
    },
  },
  {
    id: 'ID-BUYER-GUESSED',
    family: 'Vraisemblance',
    source: 'SIRET calculé à partir du SIREN (directory.md §0.8)',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'warning',
    message: 'Le SIRET du client a été calculé, pas lu dans un annuaire officiel : il est à confirmer.',
    remedy: 'Comparez-le avec le bon de commande, ou demandez-le à la mairie.',
    find: (_, { recipientGuessed }) => when(recipientGuessed === true),
  },
  {
    id: 'ID-SAME-PARTY',
    family: 'Vraisemblance',
    source: 'Bon sens : un SIRET lu deux fois',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'error',
    message: 'Le vendeur et le client ont le même SIRET.',
    remedy: 'Choisissez le bon destinataire.',
    find: ({ seller, buyer }) => when(buyer.siret !== '' && buyer.siret === seller.siret),
  },
  {
    id: 'ID-IBAN',
    family: 'Vraisemblance',
    source: 'ISO 13616, clé modulo 97',
    targets: everyTarget,
    field: 'payment.iban',
    severity: 'error',
    message: 'L’IBAN n’est pas valable : un caractère est faux ou manque.',
    remedy: 'Recopiez-le depuis votre RIB : vous risquez de ne pas être payé.',
    find: ({ payment }) => {
      const problem = ibanProblem(payment.iban);
      return when(problem !== null && problem !== 'empty');
    },
  },
  {
    id: 'ID-BIC',
    family: 'Vraisemblance',
    source: 'ISO 9362',
    targets: everyTarget,
    field: 'payment.bic',
    severity: 'warning',
    message: 'Le BIC n’a pas la bonne forme : 8 ou 11 caractères.',
    remedy: 'Recopiez-le depuis votre RIB, ou laissez-le vide : l’IBAN suffit.',
    find: ({ payment }) => {
      const problem = bicProblem(payment.bic);
      return when(problem !== null && problem !== 'empty');
    },
  },
];
