import { isIsoDate } from '../dates.ts';
import { ibanProblem } from '../identifiers.ts';
import { chorusPro, everyTarget, type Finding, type Rule, when } from './rule.ts';

/** Payment means that the flow interface accepts (chorus-pro.md §3.4, S2.05). */
const paymentMeans = ['01', '10', '20', '30', '31', '42', '48', '49', '58', '59', '97'];

/** What Chorus Pro itself refuses: its own lengths and alphabets, its uniqueness. */
export const chorusRules: readonly Rule[] = [
  {
    id: 'CPP-NUMBER-LENGTH',
    family: 'Chorus Pro',
    source: 'Chorus Pro, annexe EDI G1.05 : 20 caractères ; BR-FR-CPRO-02',
    targets: chorusPro,
    field: 'invoiceNumber',
    severity: 'error',
    message: 'Le numéro de facture dépasse 20 caractères : le portail le refuse.',
    remedy: 'Raccourcissez le numéro, sur la facture aussi.',
    find: (invoice) => when(invoice.invoiceNumber.length > 20),
  },
  {
    id: 'CPP-NUMBER-ALPHABET',
    family: 'Chorus Pro',
    source: 'Chorus Pro : lettres, chiffres et - _ / + ; l’annexe EDI (G1.05) admet aussi un espace à l’intérieur ; BR-FR-02',
    targets: chorusPro,
    field: 'invoiceNumber',
    severity: 'error',
    message: 'Le numéro de facture contient un caractère refusé par le portail.',
    remedy: 'Gardez des lettres sans accent, des chiffres et - _ / + : pas d’espace.',
    *judge(document, { target }): Generator<Finding> {
      const number = document.value('BT-1');
      if (/^[A-Za-z0-9+\-_/]*$/.test(number)) return;
      if (target === 'chorus' && /^[A-Za-z0-9+\-_/]+( [A-Za-z0-9+\-_/]+)*$/.test(number))
        yield { severity: 'warning', message: 'Le numéro de facture contient un espace : Chorus Pro peut le refuser.' };
      else yield {};
    },
  },
  {
    id: 'CPP-NUMBER-DATE',
    family: 'Chorus Pro',
    source: 'AIFE, communauté Chorus Pro : le numéro ne doit pas être une simple date',
    targets: chorusPro,
    field: 'invoiceNumber',
    severity: 'error',
    message: 'Le numéro de facture est une simple date : le portail le refuse.',
    remedy: 'Ajoutez une lettre ou un numéro d’ordre, par exemple F-20261124-1.',
    find: (invoice) => when(isBareDate(invoice.invoiceNumber)),
  },
  {
    id: 'CPP-NUMBER-USED',
    family: 'Chorus Pro',
    source: 'Chorus Pro : un numéro ne sert qu’une fois par fournisseur et par année',
    targets: everyTarget,
    field: 'invoiceNumber',
    severity: 'error',
    message: 'Vous avez déjà utilisé ce numéro cette année : le portail refusera cette facture.',
    remedy: 'Vérifiez que ce n’est pas la même facture. Sinon, donnez-lui un autre numéro.',
    find: (invoice, { usedNumbers }) => when(usedNumbers?.includes(invoice.invoiceNumber.trim().toUpperCase()) === true),
  },
  {
    id: 'CPP-DATE-FUTURE',
    family: 'Chorus Pro',
    source: 'Chorus Pro : la date de facture ne dépasse pas la date de dépôt',
    targets: chorusPro,
    field: 'issueDate',
    severity: 'error',
    message: 'La facture porte une date à venir : le portail la refuse.',
    remedy: 'Corrigez la date, ou attendez ce jour-là pour l’envoyer.',
    find: (invoice, { today }) => when(today !== undefined && isIsoDate(invoice.issueDate) && invoice.issueDate > today),
  },
  {
    id: 'CPP-CODE-LENGTH',
    family: 'Chorus Pro',
    source: 'Chorus Pro : code service 100 caractères, engagement et marché 50 ; BR-FR-CPRO-14/15',
    targets: chorusPro,
    field: 'engagementNumber',
    severity: 'error',
    message: 'Le numéro d’engagement dépasse 50 caractères.',
    remedy: 'Recopiez seulement le numéro, sans le texte qui l’entoure.',
    *find(invoice): Generator<Finding> {
      if (invoice.engagementNumber.length > 50) yield {};
      if (invoice.contractNumber.length > 50) yield { field: 'contractNumber', message: 'Le numéro de marché dépasse 50 caractères.' };
      if (invoice.serviceCode.length > 100) yield { field: 'serviceCode', message: 'Le code service dépasse 100 caractères.' };
    },
  },
  {
    id: 'CPP-CURRENCY',
    family: 'Chorus Pro',
    source: 'Chorus Pro : devise EUR',
    targets: chorusPro,
    field: 'currency',
    severity: 'error',
    message: 'La facture n’est pas en euros.',
    remedy: 'Le portail attend des euros : refaites la facture en euros.',
    find: (invoice) => when(invoice.currency !== 'EUR'),
  },
  {
    id: 'CPP-PAYMENT-MEANS',
    family: 'Chorus Pro',
    source: 'Chorus Pro, rejet réel « SpecifiedTradeSettlementPaymentMeans.TypeCode est obligatoire » ; S2.05',
    targets: ['chorus', 'afnor'],
    field: 'payment.meansCode',
    severity: 'error',
    message: 'Le moyen de paiement manque.',
    remedy: 'Choisissez « virement » et ajoutez votre IBAN.',
    find: (invoice) => when(!paymentMeans.includes(invoice.payment.meansCode)),
  },
  {
    id: 'CPP-IBAN',
    family: 'Chorus Pro',
    source: 'EN 16931-1, BR-50 et BR-61 ; OCA : IBAN exigé pour un virement',
    targets: everyTarget,
    field: 'payment.iban',
    severity: 'error',
    message: 'Vous demandez un virement mais l’IBAN manque.',
    remedy: 'Ajoutez l’IBAN de votre RIB : c’est là que l’argent arrivera.',
    find: ({ payment, kind, alreadyPaid }) =>
      when(kind === 'invoice' && !alreadyPaid && ['30', '31', '42', '58'].includes(payment.meansCode) && ibanProblem(payment.iban) === 'empty'),
  },
  {
    id: 'CPP-IBAN-LENGTH',
    family: 'Chorus Pro',
    source: 'BR-FR-CPRO-39',
    targets: chorusPro,
    field: 'payment.iban',
    severity: 'error',
    message: 'L’IBAN dépasse 27 caractères.',
    remedy: 'Utilisez un compte dont l’IBAN est français ou d’un pays de la zone SEPA, 27 caractères au plus.',
    find: ({ payment }) => when(payment.iban.length > 27),
  },
  {
    id: 'CPP-MARKUP',
    family: 'Chorus Pro',
    source: 'Chorus Pro, rejets OCA #504 : pas de balise dans un texte',
    targets: everyTarget,
    field: 'notes',
    severity: 'error',
    message: 'Un texte contient une balise (< ou >) : le portail la refuse.',
    remedy: 'Retirez les signes < et > du texte.',
    *judge(document): Generator<Finding> {
      // The same text may be several terms (a name and an address line): one finding for each place.
      const places = new Set<string>();
      for (const { term } of document.all()) if (/(<|&lt;)[a-z/!?]/i.test(term.value)) places.add(term.field);
      for (const field of places) yield { field };
    },
  },
  {
    id: 'CPP-TEXT-LENGTH',
    family: 'Chorus Pro',
    source: 'BR-FR-CPRO-32 à 44 : noms 99, adresses 400, notes 1024',
    targets: chorusPro,
    field: 'buyer.name',
    severity: 'error',
    message: 'Un texte est trop long pour le portail.',
    remedy: 'Raccourcissez-le.',
    *find(invoice): Generator<Finding> {
      for (const side of ['seller', 'buyer'] as const) {
        if (invoice[side].name.length > 99) yield { field: `${side}.name`, message: 'Le nom dépasse 99 caractères.' };
        const { line1, line2 } = invoice[side].address;
        if (line1.length + line2.length > 400) yield { field: `${side}.address.line1`, message: 'L’adresse dépasse 400 caractères.' };
      }
      for (const [index, note] of invoice.notes.entries())
        if (note.text.length > 1024) yield { field: `notes.${index}.text`, message: 'Une mention dépasse 1024 caractères.' };
    },
  },
];

/** "20230305", "05-03-2023", "05/03/23" … : a calendar day and nothing else. */
function isBareDate(number: string): boolean {
  const digits = number.replace(/[-_/]/g, '');
  if (!/^\d{6}$|^\d{8}$/.test(digits)) return false;
  const readings =
    digits.length === 8
      ? [digits, `${digits.slice(4)}${digits.slice(2, 4)}${digits.slice(0, 2)}`]
      : /[-_/]/.test(number)
        ? [`20${digits}`, `20${digits.slice(4)}${digits.slice(2, 4)}${digits.slice(0, 2)}`]
        : [];
  return readings.some((reading) => isIsoDate(`${reading.slice(0, 4)}-${reading.slice(4, 6)}-${reading.slice(6)}`));
}
