import { siretProblem, vatIdentifierProblem } from '../../identifiers.ts';
import { big } from '../../money.ts';
import { chorusPro, everyTarget, type Finding, type Rule, when } from '../rule.ts';

/** Words by which an invoice says that its claim was sold or pledged: the mention of a factor, of a « cession Dailly », of a pledge. */
const assignment = /subrog|cession|c[ée]d[ée]e? |affactur|factor|dailly|nantissement/i;

/** Invoices that this one follows, and the persons beside seller and buyer. */
export const partyRules: readonly Rule[] = [
  {
    id: 'LAW-CREDIT-ORIGIN',
    family: 'Loi',
    source: 'CGI art. 289, I-5 : un avoir cite la facture qu’il corrige (EN 16931 BG-3, BR-FR-CO-05)',
    targets: chorusPro,
    field: 'precedingInvoices',
    severity: 'error',
    message: 'Cet avoir ne dit pas quelle facture il corrige.',
    remedy: 'Ajoutez le numéro et la date de la facture d’origine.',
    find: ({ kind, precedingInvoices }) => when(kind === 'credit-note' && !precedingInvoices.some((item) => item.number.trim() !== '')),
  },
  {
    id: 'LAW-CORRECTION-ORIGIN',
    family: 'Loi',
    source: 'CGI art. 289, I-5 : une facture rectificative cite celle qu’elle remplace (BR-FR-CO-04)',
    targets: chorusPro,
    field: 'precedingInvoices',
    severity: 'error',
    message: 'Cette facture rectificative ne dit pas quelle facture elle remplace.',
    remedy: 'Ajoutez le numéro et la date de la facture d’origine.',
    find: ({ kind, typeCode, precedingInvoices }) =>
      when(kind === 'invoice' && ['384', '471', '472', '473'].includes(typeCode) && !precedingInvoices.some((item) => item.number.trim() !== '')),
  },
  {
    id: 'LAW-BUYER-ADDRESS',
    family: 'Loi',
    source: 'CGI ann. II art. 242 nonies A, I 1° : adresse du client (la rue manque souvent à une mairie)',
    targets: everyTarget,
    field: 'buyer.address.city',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'L’adresse du client est incomplète : le code postal ou la ville manque.',
    remedy: 'Choisissez le destinataire dans la liste, ou complétez son adresse.',
    *find({ buyer: { address } }): Generator<Finding> {
      const [street, postcode, city] = [address.line1 + address.line2, address.postcode, address.city].map((text) => text.trim() !== '');
      // An address that is missing altogether is BR-10's affair.
      if ((street || postcode || city) && !(postcode && city)) yield { field: postcode ? 'buyer.address.city' : 'buyer.address.postcode' };
    },
  },
  {
    id: 'LAW-PREPAID-ORIGIN',
    family: 'Loi',
    source: 'CGI art. 289, I-1 c : un acompte a sa facture ; la facture finale la cite',
    targets: everyTarget,
    field: 'precedingInvoices',
    severity: 'info',
    message: 'Vous déduisez une somme déjà payée sans citer la facture d’acompte.',
    remedy: 'S’il y a eu une facture d’acompte, ajoutez son numéro et sa date.',
    find: ({ kind, alreadyPaid, totals, precedingInvoices }) =>
      when(kind === 'invoice' && !alreadyPaid && big(totals.prepaid)?.gt(0) === true && precedingInvoices.length === 0),
  },
  {
    id: 'LAW-PREPAID-EXCESS',
    family: 'Vraisemblance',
    source: 'Bon sens : on ne déduit pas plus que le total (EN 16931 BT-113)',
    targets: everyTarget,
    field: 'totals.prepaid',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Le montant déjà payé dépasse le total de la facture.',
    remedy: 'Vérifiez le montant déjà payé.',
    *find({ totals }): Generator<Finding> {
      const [prepaid, gross] = [big(totals.prepaid), big(totals.gross)];
      if (prepaid && gross && prepaid.gt(0) && gross.gte(0) && prepaid.gt(gross)) yield {};
    },
  },
  {
    id: 'ID-PAYEE-SIRET',
    family: 'Vraisemblance',
    source: 'Clé de Luhn (INSEE) ; BR-FR-CPRO-17 : SIRET entier de celui qui reçoit le paiement',
    targets: everyTarget,
    field: 'payee.siret',
    severity: 'error',
    message: 'Le SIRET de celui qui reçoit le paiement n’est pas valable.',
    remedy: 'Recopiez les 14 chiffres depuis son courrier, ou laissez la case vide.',
    find: ({ payee }, { fictiveIdentifiers }) => {
      const problem = siretProblem(payee.siret);
      if (problem === null || problem === 'empty') return [];
      return [problem === 'key' && fictiveIdentifiers ? { severity: 'info' as const } : {}];
    },
  },
  {
    id: 'LAW-PAYEE-MENTION',
    family: 'Loi',
    source: 'C. mon. fin. art. L. 313-23 s., CCP art. L. 2191-8 : une créance cédée le dit sur la facture (note ACC)',
    targets: everyTarget,
    field: 'notes',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Une autre entreprise que la vôtre reçoit le paiement, mais la facture ne dit pas pourquoi.',
    remedy: 'Ajoutez la mention que votre société d’affacturage vous a donnée (subrogation), ou retirez ce bénéficiaire.',
    find: ({ payee, seller, notes }) =>
      when(
        payee.name.trim() !== '' &&
          payee.name.trim().toLowerCase() !== seller.name.trim().toLowerCase() &&
          !notes.some((note) => note.subjectCode === 'ACC' || assignment.test(note.text)),
      ),
  },
  {
    id: 'LAW-REPRESENTATIVE',
    family: 'Loi',
    source: 'CCP D. 2192-2 et CGI art. 289 A : représentant fiscal (nom, adresse, numéro de TVA français) ; EN 16931 BR-18 à BR-20, BR-56',
    targets: everyTarget,
    field: 'taxRepresentative',
    severity: 'warning',
    message: 'Le représentant fiscal est incomplet.',
    remedy: 'Recopiez son nom, son adresse entière et son numéro de TVA français.',
    *find({ taxRepresentative: { address, vatIdentifier } }): Generator<Finding> {
      const parts = [address.line1, address.postcode, address.city].map((text) => text.trim() !== '');
      if (parts.some(Boolean) && !parts.every(Boolean))
        yield { field: 'taxRepresentative.address.line1', message: 'L’adresse du représentant fiscal est incomplète.' };
      const problem = vatIdentifierProblem(vatIdentifier);
      if (problem !== 'empty' && (problem !== null || !vatIdentifier.startsWith('FR')))
        yield { field: 'taxRepresentative.vatIdentifier', message: `« ${vatIdentifier} » n’est pas un numéro de TVA français valable.` };
    },
  },
];
