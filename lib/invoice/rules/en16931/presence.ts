import type { Group } from '../../norm/document.ts';
import type { NormRule } from '../rule.ts';
import { instances, norm, present, required } from './build.ts';

const flows = ['chorus', 'afnor'] as const;

/** What an invoice must say: EN 16931 BR-01 to BR-67, the rules of presence. Drafts are told one thing once: what is inside a missing group is not asked for. */
export const presenceRules: readonly NormRule[] = [
  required(
    {
      id: 'BR-01',
      filled: true,
      field: 'category',
      message: 'Le fichier ne dit pas quelle norme il suit (BT-24).',
      remedy: 'Refaites le fichier : Coursier écrit toujours ce champ.',
    },
    'BG-2',
    'BT-24',
  ),
  required(
    {
      id: 'BR-02',
      filled: true,
      source: 'EN 16931-1, BR-02 ; CGI ann. II art. 242 nonies A',
      field: 'invoiceNumber',
      message: 'Le numéro de la facture manque.',
      remedy: 'Recopiez le numéro qui est sur la facture.',
    },
    null,
    'BT-1',
  ),
  norm(
    {
      id: 'BR-03',
      source: 'EN 16931-1, BR-03 ; CGI ann. II art. 242 nonies A',
      field: 'issueDate',
      message: 'La date de la facture manque.',
      remedy: 'Écrivez la date qui est sur la facture.',
    },
    (document, { syntax }) => {
      const date = document.term('BT-2');
      // In CII a day counts only under format 102.
      return present(!date || (syntax === 'cii' && date.scheme !== '102'), { field: document.fieldOf('BT-2') });
    },
  ),
  required(
    {
      id: 'BR-04',
      filled: true,
      field: 'kind',
      message: 'Le fichier ne dit pas si c’est une facture ou un avoir (BT-3).',
      remedy: 'Écrivez 380 pour une facture, 381 pour un avoir.',
    },
    null,
    'BT-3',
  ),
  required({ id: 'BR-05', filled: true, field: 'currency', message: 'La monnaie de la facture manque.', remedy: 'Écrivez EUR.' }, null, 'BT-5'),
  required(
    {
      id: 'BR-06',
      filled: true,
      source: 'EN 16931-1, BR-06 ; CGI ann. II art. 242 nonies A',
      field: 'seller.name',
      message: 'Le nom de votre entreprise manque.',
      remedy: 'Écrivez-le comme sur votre immatriculation.',
    },
    'BG-4',
    'BT-27',
  ),
  norm(
    {
      id: 'BR-07',
      source: 'EN 16931-1, BR-07 ; CGI ann. II art. 242 nonies A',
      field: 'buyer.name',
      message: 'Le nom du client public manque.',
      remedy: 'Choisissez le destinataire : tapez son nom ou sa ville.',
    },
    // UBL reads the name in the legal entity: a mere trading name does not do.
    (document) => present(!document.group('BG-7')?.has('BT-44'), { field: document.group('BG-7')?.fieldOf('BT-44') ?? 'buyer.name' }),
  ),
  norm(
    {
      id: 'BR-08',
      field: 'seller.address.line1',
      message: 'L’adresse de votre entreprise manque.',
      remedy: 'Écrivez votre adresse : elle est obligatoire sur une facture.',
    },
    (document) => present(!document.group('BG-4')?.group('BG-5'), { field: document.group('BG-4')?.field ? 'seller.address.line1' : 'seller' }),
  ),
  norm(
    { id: 'BR-09', field: 'seller.address.countryCode', message: 'Le pays de votre adresse manque.', remedy: 'Écrivez FR pour la France.' },
    (document, { syntax }) => missingInside(document, 'BG-4', 'BG-5', 'BT-40', syntax === 'cii'),
  ),
  norm(
    {
      id: 'BR-10',
      targets: flows,
      field: 'buyer.address.city',
      message: 'L’adresse du client manque.',
      remedy: 'Ajoutez au moins le code postal et la ville du destinataire.',
    },
    (document) => present(!document.group('BG-7')?.group('BG-8'), { field: 'buyer.address.city' }),
  ),
  norm(
    { id: 'BR-11', targets: flows, field: 'buyer.address.countryCode', message: 'Le pays du client manque.', remedy: 'Écrivez FR pour la France.' },
    (document, { syntax }) => missingInside(document, 'BG-7', 'BG-8', 'BT-55', syntax === 'cii'),
  ),
  required(
    { id: 'BR-12', field: 'totals.lines', message: 'Le total des lignes manque.', remedy: 'Écrivez la somme des montants de lignes.' },
    'BG-22',
    'BT-106',
  ),
  required(
    {
      id: 'BR-13',
      source: 'EN 16931-1, BR-13 ; CCP D2192-2',
      field: 'totals.net',
      message: 'Le total hors taxes manque.',
      remedy: 'Recopiez le total HT de la facture.',
    },
    'BG-22',
    'BT-109',
  ),
  required(
    {
      id: 'BR-14',
      source: 'EN 16931-1, BR-14 ; CCP D2192-2',
      field: 'totals.gross',
      message: 'Le total TTC manque.',
      remedy: 'Recopiez le total TTC de la facture.',
    },
    'BG-22',
    'BT-112',
  ),
  norm(
    { id: 'BR-15', field: 'totals.payable', message: 'Le net à payer manque.', remedy: 'Recopiez le net à payer de la facture.' },
    (document, { syntax }) =>
      instances(document, 'BG-22', syntax)
        // A draft without total has nothing to derive it from: that is said once.
        .filter((totals) => !totals.exists('BT-115') && (syntax !== null || totals.has('BT-112')))
        .map((totals) => ({ field: totals.fieldOf('BT-115') })),
  ),
  norm(
    {
      id: 'BR-16',
      source: 'EN 16931-1, BR-16 ; CGI ann. II art. 242 nonies A',
      field: 'lines',
      message: 'La facture n’a aucune ligne.',
      remedy: 'Ajoutez au moins une ligne : ce que vous avez livré, la quantité et le prix.',
    },
    (document) => present(document.groups('BG-25').length === 0, { field: 'lines' }),
  ),
  norm(
    {
      id: 'BR-17',
      field: 'payee.name',
      message: 'Le bénéficiaire du paiement n’a pas de nom, ou c’est le vendeur lui-même.',
      remedy: 'Écrivez le nom de l’affactureur, ou videz ce champ si c’est vous qui êtes payé.',
    },
    (document, { syntax }) =>
      document.groups('BG-10').flatMap((payee) => {
        const seller = document.group('BG-4');
        const name = payee.value('BT-59');
        const sellerName = syntax === 'ubl' ? seller?.value('BT-28') : seller?.value('BT-27');
        const sameId = payee.terms('BT-60').some((id) => seller?.terms('BT-29').some((other) => other.value === id.value));
        const sameLegal = syntax !== 'ubl' && payee.has('BT-61') && payee.value('BT-61') === seller?.value('BT-30');
        return present(name === '' || name === sellerName || sameId || sameLegal, { field: payee.fieldOf('BT-59') });
      }),
  ),
  required(
    { id: 'BR-18', filled: true, field: 'taxRepresentative.name', message: 'Le nom du représentant fiscal manque.', remedy: 'Écrivez son nom.' },
    'BG-11',
    'BT-62',
  ),
  norm(
    { id: 'BR-19', field: 'taxRepresentative.address.line1', message: 'L’adresse du représentant fiscal manque.', remedy: 'Écrivez son adresse.' },
    (document) => document.groups('BG-11').flatMap((item) => present(!item.group('BG-12'), { field: item.field })),
  ),
  norm(
    {
      id: 'BR-20',
      field: 'taxRepresentative.address.countryCode',
      message: 'Le pays du représentant fiscal manque.',
      remedy: 'Écrivez FR pour la France.',
    },
    (document) =>
      document
        .groups('BG-11')
        .flatMap((item) => item.groups('BG-12').flatMap((address) => present(!address.has('BT-69'), { field: address.fieldOf('BT-69') }))),
  ),
  required(
    { id: 'BR-21', filled: true, field: 'lines', message: 'Une ligne n’a pas de numéro.', remedy: 'Numérotez chaque ligne du fichier.' },
    'BG-25',
    'BT-126',
  ),
  required(
    {
      id: 'BR-22',
      source: 'EN 16931-1, BR-22 ; CGI ann. II art. 242 nonies A',
      field: 'lines',
      message: 'La quantité d’une ligne manque.',
      remedy: 'Écrivez un nombre, par exemple 12 ou 2,5.',
    },
    'BG-25',
    'BT-129',
  ),
  norm({ id: 'BR-23', field: 'lines', message: 'L’unité d’une ligne manque.', remedy: 'Choisissez l’unité : pièce, kg, heure…' }, (document) =>
    document
      .groups('BG-25')
      .flatMap((line) =>
        present((line.has('BT-129') || line.blank('BT-129')) && !line.has('BT-130') && !line.blank('BT-130'), { field: line.fieldOf('BT-130') }),
      ),
  ),
  required(
    { id: 'BR-24', field: 'lines', message: 'Le montant d’une ligne manque.', remedy: 'Écrivez le montant hors taxes de la ligne.' },
    'BG-25',
    'BT-131',
  ),
  norm(
    {
      id: 'BR-25',
      source: 'EN 16931-1, BR-25 ; CGI ann. II art. 242 nonies A',
      field: 'lines',
      message: 'Une ligne n’a pas de désignation.',
      remedy: 'Écrivez ce que vous avez livré.',
    },
    (document) =>
      document.groups('BG-25').flatMap((line) => present(!line.group('BG-31')?.has('BT-153'), { field: inside(line, 'BG-31', 'BT-153') })),
  ),
  norm(
    {
      id: 'BR-26',
      source: 'EN 16931-1, BR-26 ; CGI ann. II art. 242 nonies A',
      field: 'lines',
      message: 'Le prix unitaire d’une ligne manque.',
      remedy: 'Écrivez le prix hors taxes d’une unité.',
    },
    (document) =>
      document.groups('BG-25').flatMap((line) => present(!line.group('BG-29')?.exists('BT-146'), { field: inside(line, 'BG-29', 'BT-146') })),
  ),
  required(
    { id: 'BR-31', field: 'allowances', message: 'Le montant d’une remise manque.', remedy: 'Écrivez le montant de la remise.' },
    'BG-20',
    'BT-92',
  ),
  required(
    {
      id: 'BR-33',
      field: 'allowances',
      message: 'Une remise n’a pas de motif.',
      remedy: 'Écrivez pourquoi : « remise de quantité », « geste commercial »…',
    },
    'BG-20',
    'BT-97',
    'BT-98',
  ),
  // The norm says the same thing twice; a person is told once, a file gets both verdicts.
  fileOnly(
    required(
      { id: 'BR-CO-21', targets: flows, field: 'allowances', message: 'Une remise n’a ni motif ni code de motif.', remedy: 'Écrivez un motif.' },
      'BG-20',
      'BT-97',
      'BT-98',
    ),
  ),
  required({ id: 'BR-36', field: 'allowances', message: 'Le montant de frais manque.', remedy: 'Écrivez le montant des frais.' }, 'BG-21', 'BT-99'),
  required(
    { id: 'BR-38', field: 'allowances', message: 'Des frais n’ont pas de motif.', remedy: 'Écrivez pourquoi : « livraison », « emballage »…' },
    'BG-21',
    'BT-104',
    'BT-105',
  ),
  fileOnly(
    required(
      { id: 'BR-CO-22', targets: flows, field: 'allowances', message: 'Des frais n’ont ni motif ni code de motif.', remedy: 'Écrivez un motif.' },
      'BG-21',
      'BT-104',
      'BT-105',
    ),
  ),
  required(
    { id: 'BR-41', field: 'lines', message: 'Le montant d’une remise de ligne manque.', remedy: 'Écrivez le montant de la remise.' },
    'BG-27',
    'BT-136',
  ),
  required(
    { id: 'BR-42', field: 'lines', message: 'Une remise de ligne n’a pas de motif.', remedy: 'Écrivez pourquoi : « remise »…' },
    'BG-27',
    'BT-139',
    'BT-140',
  ),
  fileOnly(
    required(
      { id: 'BR-CO-23', targets: flows, field: 'lines', message: 'Une remise de ligne n’a ni motif ni code de motif.', remedy: 'Écrivez un motif.' },
      'BG-27',
      'BT-139',
      'BT-140',
    ),
  ),
  required(
    { id: 'BR-43', field: 'lines', message: 'Le montant de frais de ligne manque.', remedy: 'Écrivez le montant des frais.' },
    'BG-28',
    'BT-141',
  ),
  required(
    { id: 'BR-44', field: 'lines', message: 'Des frais de ligne n’ont pas de motif.', remedy: 'Écrivez pourquoi : « découpe »…' },
    'BG-28',
    'BT-144',
    'BT-145',
  ),
  fileOnly(
    required(
      { id: 'BR-CO-24', targets: flows, field: 'lines', message: 'Des frais de ligne n’ont ni motif ni code de motif.', remedy: 'Écrivez un motif.' },
      'BG-28',
      'BT-144',
      'BT-145',
    ),
  ),
  required(
    { id: 'BR-45', field: 'vatBreakdown', message: 'La base d’un taux de TVA manque.', remedy: 'Écrivez le total hors taxes de ce taux.' },
    'BG-23',
    'BT-116',
  ),
  required(
    { id: 'BR-46', field: 'vatBreakdown', message: 'Le montant de TVA d’un taux manque.', remedy: 'Écrivez la TVA de ce taux.' },
    'BG-23',
    'BT-117',
  ),
  required(
    { id: 'BR-49', field: 'payment.meansCode', message: 'Le moyen de paiement manque.', remedy: 'Choisissez virement, chèque, carte…' },
    'BG-16',
    'BT-81',
  ),
  norm(
    {
      id: 'BR-50',
      targets: flows,
      field: 'payment.iban',
      message: 'Un compte bancaire est donné sans son numéro.',
      remedy: 'Écrivez l’IBAN, ou effacez le titulaire et le BIC.',
    },
    (document, { syntax }) =>
      transfers(document).flatMap((means) =>
        means
          .groups('BG-17')
          .filter((account) => !account.has('BT-84') && (syntax !== 'cii' || account.has('BT-85') || account.blank('BT-84')))
          .map((account) => ({ field: account.fieldOf('BT-84') })),
      ),
  ),
  norm(
    {
      id: 'BR-51',
      field: 'payment.meansCode',
      message: 'Un numéro de carte de paiement entier est écrit dans le fichier.',
      remedy: 'Ne gardez que les quatre derniers chiffres : la sécurité des cartes l’exige.',
    },
    (document, { syntax }) =>
      [...document.deep('BG-18')].flatMap((card) =>
        present(card.value('BT-87').length > 10, { field: card.fieldOf('BT-87'), severity: syntax === 'ubl' ? 'warning' : 'error' }),
      ),
  ),
  required(
    {
      id: 'BR-52',
      filled: true,
      field: 'attachments',
      message: 'Une pièce jointe n’a pas de référence.',
      remedy: 'Donnez un nom à chaque pièce jointe.',
    },
    'BG-24',
    'BT-122',
  ),
  norm(
    {
      id: 'BR-53',
      field: 'currency',
      message: 'La TVA n’est pas donnée dans la monnaie de comptabilité annoncée.',
      remedy: 'Ajoutez le total de TVA dans cette monnaie, ou retirez-la.',
    },
    (document) => {
      const currency = document.value('BT-6');
      if (currency === '') return [];
      const totals = document.groups('BG-22');
      return present(!totals.some((item) => [...item.terms('BT-110'), ...item.terms('BT-111')].some((term) => term.scheme === currency)), {
        field: document.fieldOf('BT-6'),
      });
    },
  ),
  norm(
    { id: 'BR-54', field: 'lines', message: 'Une caractéristique d’article n’a pas de nom ou de valeur.', remedy: 'Complétez-la ou retirez-la.' },
    (document) => [...document.deep('BG-32')].flatMap((item) => present(!item.exists('BT-160') || !item.exists('BT-161'), { field: item.field })),
  ),
  norm(
    {
      id: 'BR-55',
      field: 'precedingInvoices',
      message: 'Une facture d’origine est citée sans son numéro.',
      remedy: 'Écrivez le numéro de la facture d’origine.',
    },
    (document) => document.groups('BG-3').flatMap((item) => present(!item.has('BT-25'), { field: item.fieldOf('BT-25') })),
  ),
  required(
    {
      id: 'BR-56',
      field: 'taxRepresentative.vatIdentifier',
      message: 'Le numéro de TVA du représentant fiscal manque.',
      remedy: 'Écrivez-le (FR suivi de 11 chiffres).',
    },
    'BG-11',
    'BT-63',
  ),
  norm(
    {
      id: 'BR-57',
      field: 'delivery.address.countryCode',
      message: 'Le pays de l’adresse de livraison manque.',
      remedy: 'Écrivez FR pour la France.',
    },
    (document) => [...document.deep('BG-15')].flatMap((address) => present(!address.has('BT-80'), { field: address.fieldOf('BT-80') })),
  ),
  norm(
    {
      id: 'BR-61',
      field: 'payment.iban',
      message: 'Le paiement est par virement mais l’IBAN manque.',
      remedy: 'Ajoutez votre IBAN, ou choisissez un autre moyen de paiement.',
      severity: 'error',
    },
    (document, { syntax, profile }) =>
      transfers(document)
        .filter((means) => {
          const accounts = means.groups('BG-17');
          // On a draft CPP-IBAN says it.
          if (syntax === null) return false;
          if (syntax === 'ubl') return !accounts.some((account) => account.has('BT-84') || account.blank('BT-84'));
          // CII asks only of an account that is there; the rest is CII-SR-470.
          return profile !== 'minimum' && accounts.some((account) => account.has('BT-85') && !account.has('BT-84'));
        })
        .map((means) => ({ field: means.group('BG-17')?.fieldOf('BT-84') ?? means.field })),
  ),
  norm(
    {
      id: 'BR-62',
      targets: flows,
      field: 'seller.siret',
      message: 'L’adresse électronique du vendeur n’a pas de type (schemeID).',
      remedy: 'Indiquez le type 0225.',
    },
    (document) => schemeless(document.group('BG-4'), 'BT-34'),
  ),
  norm(
    {
      id: 'BR-63',
      targets: flows,
      field: 'buyer.siret',
      message: 'L’adresse électronique de l’acheteur n’a pas de type (schemeID).',
      remedy: 'Indiquez le type 0225.',
    },
    (document) => schemeless(document.group('BG-7'), 'BT-49'),
  ),
  norm(
    {
      id: 'BR-64',
      field: 'lines',
      message: 'Un code d’article n’a pas de type (schemeID).',
      remedy: 'Indiquez le type, par exemple 0160 pour un code-barres.',
    },
    (document) => [...document.deep('BG-31')].flatMap((item) => schemeless(item, 'BT-157')),
  ),
  norm(
    {
      id: 'BR-65',
      field: 'lines',
      message: 'Un classement d’article n’a pas de type (listID).',
      remedy: 'Indiquez la liste, par exemple STI pour CPV.',
    },
    (document) => [...document.deep('BG-31')].flatMap((item) => schemeless(item, 'BT-158')),
  ),
  norm(
    { id: 'BR-CO-18', field: 'vatBreakdown', message: 'La TVA n’est pas détaillée par taux.', remedy: 'Indiquez le taux de TVA de chaque ligne.' },
    (document, { syntax }) =>
      present(document.groups('BG-23').length === 0 && (syntax !== null || document.groups('BG-25').length > 0), { field: 'vatBreakdown' }),
  ),
  norm(
    {
      id: 'BR-CO-26',
      field: 'seller.siret',
      message: 'Rien ne permet d’identifier le vendeur : ni SIRET, ni numéro de TVA.',
      remedy: 'Écrivez votre SIRET.',
    },
    (document) => {
      const seller = document.group('BG-4');
      return present(!(['BT-29', 'BT-30', 'BT-31'] as const).some((id) => seller?.exists(id)), { field: seller?.fieldOf('BT-30') ?? 'seller.siret' });
    },
  ),
];

/** Credit transfers (UNTDID 4461: 30, 58). */
function transfers(document: Group) {
  return document.groups('BG-16').filter((means) => means.value('BT-81') === '30' || means.value('BT-81') === '58');
}

function inside(line: Group, group: 'BG-29' | 'BG-31', term: 'BT-146' | 'BT-153'): string {
  return line.group(group)?.fieldOf(term) ?? line.field;
}

function missingInside(document: Group, party: 'BG-4' | 'BG-7', address: 'BG-5' | 'BG-8', country: 'BT-40' | 'BT-55', evenWithout: boolean) {
  const group = document.group(party)?.group(address);
  if (!group) return present(evenWithout, { field: document.group(party)?.field ?? '' });
  return present(!group.has(country), { field: group.fieldOf(country) });
}

function schemeless(group: Group | undefined, id: 'BT-34' | 'BT-49' | 'BT-157' | 'BT-158') {
  return (group?.terms(id) ?? []).filter((term) => term.scheme === '').map((term) => ({ field: term.field }));
}

/** A rule that repeats another: kept for files, whose verdicts are compared one by one. */
function fileOnly(rule: NormRule): NormRule {
  return { ...rule, judge: (document, context) => (context.syntax === null ? [] : rule.judge(document, context)) };
}
