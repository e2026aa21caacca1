import { READ_OK } from './answers.ts';

/** The tables that the portal gives to read. Codes whose names say ENTRAINEMENT are ours: the real ones are not public (chorus-pro.md §9). */
export const vatRates = [
  { codeTauxTva: 'TVA1', libelleTauxTva: 'Art 293B(FranchiseEnBase)', valeurTauxTva: 0 },
  { codeTauxTva: 'TVA2', libelleTauxTva: '2,1%', valeurTauxTva: 2.1 },
  { codeTauxTva: 'TVA5', libelleTauxTva: '5,5%', valeurTauxTva: 5.5 },
  { codeTauxTva: 'TVA10', libelleTauxTva: '10%', valeurTauxTva: 10 },
  { codeTauxTva: 'TVA20', libelleTauxTva: '20%', valeurTauxTva: 20 },
];

export const exemptions = [
  { codeMotifExonerationTva: 'ENTRAINEMENT_293B', libelleMotifExonerationTva: 'TVA non applicable, article 293 B du CGI (code d’entraînement)' },
  { codeMotifExonerationTva: 'ENTRAINEMENT_261', libelleMotifExonerationTva: 'Exonération, article 261 du CGI (code d’entraînement)' },
  { codeMotifExonerationTva: 'ENTRAINEMENT_283', libelleMotifExonerationTva: 'Autoliquidation, article 283 du CGI (code d’entraînement)' },
];

export const paymentModes = ['CHEQUE', 'PRELEVEMENT', 'VIREMENT', 'ESPECE', 'AUTRE', 'REPORT'];
export const depositModes = ['SAISIE_API', 'DEPOT_PDF_API', 'DEPOT_PDF_SIGNE_API'];
export const frameworks = ['A1_FACTURE_FOURNISSEUR', 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE', 'A9_FACTURE_SOUSTRAITANT', 'A12_FACTURE_COTRAITANT'];
export const flowSyntaxes = ['IN_DP_E2_CII_FACTURX', 'IN_DP_E1_CII_16B', 'IN_DP_E1_UBL_INVOICE'];

/** RIB was accepted live and BON_DE_COMMANDE refused; the others are ours. */
export const attachmentKinds = ['RIB', 'ENTRAINEMENT_BL', 'ENTRAINEMENT_AUTRE'];

const list = (name: string, items: object[]) => () => ({ ...READ_OK, [name]: items });
const of = (member: string, codes: readonly string[]) => codes.map((code) => ({ [member]: code }));

export const rates = list('listeTauxTva', vatRates);
export const reasons = list('listeMotifsExonerationTva', exemptions);
export const modes = list('listeModePaiement', of('modePaiement', paymentModes));
export const deposits = list('listeModeDepot', of('modeDepot', depositModes));
export const frames = list('listeCadreFacturation', of('codeCadreFacturation', frameworks));
export const currencies = list('listeDevises', [{ codeDevise: 'EUR', libelleDevise: 'Euro' }]);
export const countries = list('listePays', [
  { codePays: 'FR', libellePays: 'FRANCE' },
  { codePays: 'RE', libellePays: 'LA REUNION' },
]);
export const requestKinds = list('listeTypeDemandePaiement', of('typeDemandePaiement', ['FACTURE']));
export const flowFormats = list('listeFormatFlux', of('formatFlux', ['IN_DP_E1', 'IN_DP_E2_MIXTE']));
export const syntaxes = list('listeSyntaxeFlux', of('syntaxeFlux', flowSyntaxes));
export const identifierKinds = list('listeTypeIdentifiant', of('typeIdentifiantStructure', ['SIRET']));
export const fileKinds = list(
  'listeTypePieceJointe',
  attachmentKinds.map((code, rank) => ({
    codeTypePieceJointe: code,
    libelleTypePieceJointe: code === 'RIB' ? 'Relevé d’identité bancaire' : `${code} (code d’entraînement)`,
    idTypePieceJointe: rank + 1,
    typeObjet: 'FACTURE',
  })),
);

/** Value of a rate code in percent, or null when the portal does not know it. */
export const rateOf = (code: string): number | null => vatRates.find((rate) => rate.codeTauxTva === code)?.valeurTauxTva ?? null;
