import { big } from '../money.ts';
import { chorusPro, everyTarget, type Finding, type Rule, when } from './rule.ts';

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** "2025-03-01" → « 1er mars 2025 ». */
function longDate(day: string): string {
  const [year = '', month = '', rank = ''] = day.split('-');
  return `${Number(rank) === 1 ? '1er' : Number(rank)} ${months[Number(month) - 1] ?? ''} ${year}`;
}

const aYearLater = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
const euros = (amount: string) => `${amount.replace('.', ',').replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f')}\u00a0€`;

/** What the recipient is, demands, and gave before: known to the directory and to this device, not to the invoice. */
export const recipientRules: readonly Rule[] = [
  {
    id: 'CPP-BUYER-CLOSED',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : StructureActive',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'error',
    message: 'Ce destinataire est fermé dans l’annuaire : le portail refusera la facture.',
    remedy: 'Choisissez celui qui l’a remplacé, ou demandez qui il est.',
    knowingly: 'L’annuaire se trompe : garder ce destinataire',
    find: (_, { recipientClosed }) => when(recipientClosed === true),
  },
  {
    id: 'CPP-BUYER-WORKS',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : EstMOAUniquement',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'error',
    message: 'Ce destinataire ne reçoit que des factures de travaux, par un autre circuit.',
    remedy: 'Choisissez le budget ou le service qui a passé la commande.',
    knowingly: 'Garder quand même ce destinataire',
    find: (_, { recipientWorksOnly }) => when(recipientWorksOnly === true),
  },
  {
    id: 'CPP-BUYER-SCHOOL',
    family: 'Chorus Pro',
    source:
      'Une école primaire n’est pas une structure de Chorus Pro : la commune, la caisse des écoles ou un syndicat paie (code de l’éducation, L212-4)',
    targets: everyTarget,
    field: 'buyer.siret',
    severity: 'warning',
    message: 'Une école ou une cantine ne reçoit pas de facture.',
    remedy: 'Facturez la commune, ou le syndicat qui paie pour l’école.',
    knowingly: 'Ce destinataire paie bien lui-même',
    find: (_, { recipientIsSchool }) => when(recipientIsSchool === true),
  },
  {
    id: 'CPP-SERVICE-REQUIRED',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : codeServiceDoitEtreRenseigne ; BR-FR-CPRO-11',
    targets: chorusPro,
    field: 'serviceCode',
    severity: 'error',
    message: 'Ce client exige un code service.',
    remedy: 'Choisissez le service dans la liste, ou demandez le code : il est souvent sur le bon de commande.',
    knowingly: 'Continuer sans code service',
    asks: true,
    find: (invoice, { requires }) => when((requires === 'service' || requires === 'both') && invoice.serviceCode.trim() === ''),
  },
  {
    id: 'CPP-ENGAGEMENT-REQUIRED',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : numeroEJDoitEtreRenseigne, GestionEGMT du service ; BR-FR-CPRO-12',
    targets: chorusPro,
    field: 'engagementNumber',
    severity: 'error',
    message: 'Ce client exige un numéro d’engagement (ou de bon de commande).',
    remedy: 'Recopiez-le du bon de commande, ou demandez-le au client.',
    knowingly: 'Continuer sans numéro d’engagement',
    asks: true,
    find: (invoice, { requires, serviceRequiresEngagement }) =>
      when((requires === 'engagement' || requires === 'both' || serviceRequiresEngagement === true) && invoice.engagementNumber.trim() === ''),
  },
  {
    id: 'CPP-EITHER-REQUIRED',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : gestionNumeroEJOuCodeService ; BR-FR-CPRO-13',
    targets: chorusPro,
    field: 'engagementNumber',
    severity: 'error',
    message: 'Ce client exige un code service ou un numéro d’engagement : il manque les deux.',
    remedy: 'Un seul suffit : recopiez celui du bon de commande.',
    knowingly: 'Continuer sans aucun des deux',
    asks: true,
    find: (invoice, { requires, serviceRequiresEngagement }) =>
      when(
        requires === 'either' && serviceRequiresEngagement !== true && invoice.serviceCode.trim() === '' && invoice.engagementNumber.trim() === '',
      ),
  },
  {
    id: 'CPP-REQUIREMENT-UNKNOWN',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro non consulté pour cette structure',
    targets: everyTarget,
    field: 'serviceCode',
    severity: 'warning',
    message: 'Nous ne savons pas si ce client exige un code service ou un numéro d’engagement.',
    remedy: 'Si le bon de commande en porte un, recopiez-le. Sinon, demandez au client avant d’envoyer.',
    asks: true,
    find: (invoice, { requires }) =>
      when(requires === 'unknown' && invoice.buyer.siret !== '' && invoice.serviceCode.trim() === '' && invoice.engagementNumber.trim() === ''),
  },
  {
    id: 'CPP-PUBLIC-ONLY-SERVICE',
    family: 'Chorus Pro',
    source: 'Guide AIFE : FACTURES_PUBLIQUES est réservé aux échanges entre entités publiques',
    targets: everyTarget,
    field: 'serviceCode',
    severity: 'error',
    message: 'Le service « FACTURES_PUBLIQUES » est réservé aux factures entre administrations.',
    remedy: 'Choisissez un autre service.',
    find: (invoice) => when(invoice.serviceCode.trim().toUpperCase() === 'FACTURES_PUBLIQUES'),
  },
  {
    id: 'CPP-SERVICE-CLOSED',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : ServiceActif',
    targets: everyTarget,
    field: 'serviceCode',
    severity: 'error',
    message: 'Ce service est fermé : le portail refusera la facture.',
    remedy: 'Choisissez un service ouvert dans la liste, ou demandez le bon code.',
    knowingly: 'L’annuaire se trompe : garder ce service',
    asks: true,
    find: (_, { serviceState }) => when(serviceState === 'closed'),
  },
  {
    id: 'CPP-SERVICE-UNKNOWN',
    family: 'Chorus Pro',
    source: 'Annuaire Chorus Pro : liste des services de la structure',
    targets: everyTarget,
    field: 'serviceCode',
    severity: 'warning',
    message: 'Ce code service n’est pas dans la liste des services de ce client.',
    remedy: 'Comparez-le au bon de commande. Attention à ne pas mettre ici le numéro d’engagement.',
    knowingly: 'C’est le bon code service',
    find: (_, { serviceState }) => when(serviceState === 'unknown'),
  },
  {
    id: 'CPP-ENGAGEMENT-OLD',
    family: 'Vraisemblance',
    source:
      'Annualité budgétaire (CGCT, art. L1612-1 ; décret 2012-1246) : un engagement vaut souvent pour une année ; première utilisation connue de cet appareil',
    targets: everyTarget,
    field: 'engagementNumber',
    severity: 'warning',
    message: 'Ce numéro d’engagement a plus d’un an. Un engagement vaut souvent pour une année.',
    remedy: 'Demandez s’il est encore bon.',
    knowingly: 'Ce numéro est encore bon',
    asks: true,
    *find(invoice, { engagement, today }): Generator<Finding> {
      const day = invoice.issueDate || today || '';
      if (!engagement || engagement.since === '' || day === '' || aYearLater(engagement.since) > day) return;
      yield { message: `Ce numéro date du ${longDate(engagement.since)}. Un engagement vaut souvent pour une année.` };
    },
  },
  {
    id: 'CPP-ENGAGEMENT-BILLED',
    family: 'Vraisemblance',
    source: 'Commande et factures gardées sur cet appareil : une commande ne se paie qu’à hauteur de son montant',
    targets: everyTarget,
    field: 'engagementNumber',
    severity: 'warning',
    message: 'Cette commande est déjà facturée en entier.',
    remedy: 'Vérifiez que ce n’est pas la même livraison. Pour une nouvelle commande, demandez son numéro.',
    knowingly: 'Garder ce numéro d’engagement',
    asks: true,
    *find(invoice, { engagement }): Generator<Finding> {
      const ordered = big(engagement?.ordered ?? '');
      const billed = big(engagement?.billed ?? '');
      if (!engagement || !ordered || !billed || ordered.lte(0)) return;
      const [first] = engagement.invoices;
      const by = first ? ` par la facture ${first}${engagement.invoices.length > 1 ? ' et d’autres' : ''}` : '';
      if (billed.gte(ordered)) yield { message: `Cette commande de ${euros(engagement.ordered)} HT est déjà facturée en entier${by}.` };
      else if (billed.plus(big(invoice.totals.net) ?? 0).gt(ordered.plus('0.02')))
        yield {
          message: `Avec cette facture, la commande de ${euros(engagement.ordered)} HT est dépassée : ${euros(engagement.billed)} sont déjà facturés.`,
          remedy: 'Comparez les montants avec la commande. Le client peut refuser ce qui dépasse.',
        };
    },
  },
];
