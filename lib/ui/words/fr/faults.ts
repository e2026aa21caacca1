import type { FaultCode } from '../../../invoice/fault.ts';
import { words } from '../dictionary.ts';

/** What happened, what is safe, what to do next: three short sentences for each way a gesture can fail. */
export interface FaultWords {
  what: string;
  safe: string;
  next: string;
  /** Label of the way to the guided set-up, where keys are at stake. */
  act?: string;
}

const kept = 'Votre photo et ce que vous avez tapé sont gardés.';
const keptFile = 'Votre fichier est gardé.';
const untouched = 'Rien n’a changé dans vos factures.';
const waiting = 'Votre facture est gardée et n’est pas partie.';

export const faults: Record<FaultCode, FaultWords> = {
  'file-empty': { what: 'Ce fichier est vide.', safe: untouched, next: 'Choisissez un autre fichier ou reprenez la photo.' },
  'file-unknown': {
    what: 'Ce n’est ni une image, ni un PDF, ni une facture électronique.',
    safe: untouched,
    next: 'Choisissez une photo (JPEG, PNG), un PDF ou un fichier XML de facture.',
  },
  'file-too-big': {
    what: 'Ce fichier est trop lourd pour être lu ici.',
    safe: untouched,
    next: 'Reprenez la facture en photo, ou enregistrez un PDF plus léger.',
  },
  'image-undecodable': { what: 'Cette image est abîmée, elle ne s’ouvre pas.', safe: keptFile, next: 'Reprenez la photo.' },
  'image-heic': {
    what: 'Cette photo est au format HEIC, que ce navigateur ne sait pas ouvrir.',
    safe: keptFile,
    next: 'Photographiez depuis Coursier, ou réglez l’appareil photo sur « le plus compatible » (JPEG).',
  },
  'image-too-big': {
    what: 'Cette photo a trop de points pour cet appareil.',
    safe: kept,
    next: 'Reprenez-la depuis Coursier, ou en qualité normale.',
  },
  'pdf-encrypted': {
    what: 'Ce PDF est protégé par un mot de passe.',
    safe: keptFile,
    next: 'Enregistrez-le sans mot de passe, ou photographiez la facture.',
  },
  'pdf-broken': { what: 'Ce PDF est abîmé, il ne s’ouvre pas.', safe: keptFile, next: 'Demandez-le de nouveau, ou photographiez la facture.' },
  'pdf-too-many-pages': { what: 'Ce PDF a trop de pages pour une facture.', safe: keptFile, next: 'Gardez seulement les pages de la facture.' },
  'xml-broken': { what: 'Ce fichier XML n’est pas une facture lisible.', safe: keptFile, next: 'Utilisez plutôt le PDF de la même facture.' },
  'xml-hostile': {
    what: 'Ce fichier XML contient des ordres interdits : il n’a pas été ouvert.',
    safe: keptFile,
    next: 'Demandez un autre fichier à celui qui vous l’a donné.',
  },
  'ocr-start': {
    what: 'La lecture de photo n’a pas démarré sur cet appareil.',
    safe: kept,
    next: 'Tapez la facture à la main, ou réessayez la lecture.',
  },
  'ocr-failed': { what: 'La lecture de la photo s’est arrêtée.', safe: kept, next: 'Réessayez, ou tapez la facture à la main.' },
  'not-an-invoice': {
    what: 'Ceci ne ressemble pas à une facture.',
    safe: kept,
    next: 'Tapez la facture à la main, ou reprenez la photo bien à plat.',
  },
  'nothing-read': {
    what: 'On ne lit aucun mot sur cette image.',
    safe: kept,
    next: 'Reprenez la photo, plus près et avec plus de lumière, ou tapez à la main.',
  },
  aborted: { what: 'Lecture arrêtée.', safe: kept, next: 'Vous pouvez taper la facture à la main ou relancer la lecture.' },
  'camera-denied': {
    what: 'L’appareil photo est bloqué pour Coursier.',
    safe: untouched,
    next: 'Autorisez-le dans les réglages du navigateur, ou choisissez une photo déjà prise.',
  },
  'camera-none': { what: 'On ne trouve pas d’appareil photo ici.', safe: untouched, next: 'Choisissez une photo ou un PDF.' },
  'camera-busy': {
    what: 'L’appareil photo est pris par une autre application.',
    safe: untouched,
    next: 'Fermez-la et réessayez, ou choisissez une photo déjà prise.',
  },
  'storage-full': {
    what: 'L’appareil n’a plus de place.',
    safe: 'Ce qui était déjà enregistré est gardé.',
    next: 'Libérez de la place (photos, vidéos), ou supprimez de vieilles factures, puis recommencez.',
  },
  'storage-broken': {
    what: 'Les factures enregistrées ne s’ouvrent pas.',
    safe: 'Elles n’ont pas été effacées.',
    next: 'Fermez tous les onglets de Coursier et rouvrez-le. Si cela dure, reprenez votre sauvegarde.',
  },
  'storage-blocked': {
    what: 'Coursier est ouvert dans un autre onglet, qui retient les factures enregistrées.',
    safe: 'Elles n’ont pas été effacées, et rien n’a été envoyé.',
    next: 'Fermez les autres onglets et fenêtres de Coursier, puis rechargez cette page.',
  },
  'directory-broken': {
    what: 'Le fichier de l’annuaire est abîmé ou incomplet.',
    safe: 'L’annuaire précédent reste en place, vos factures aussi.',
    next: 'Téléchargez de nouveau ce fichier, puis réessayez.',
  },
  'directory-unreachable': {
    what: 'L’annuaire publié ne répond pas.',
    safe: 'L’annuaire de cet appareil reste en place.',
    next: 'Rien à faire : Coursier réessaiera.',
  },
  'business-unreachable': {
    what: 'L’annuaire des entreprises ne répond pas.',
    safe: untouched,
    next: 'Réessayez plus tard, ou tapez le SIRET écrit sur la commande.',
  },
  offline: { what: 'Il n’y a pas de réseau.', safe: waiting, next: 'Rouvrez Coursier quand il y a du réseau : elle partira.' },
  'portal-unreachable': {
    what: 'Le portail ne répond pas.',
    safe: waiting,
    next: 'Coursier réessaiera. Si cela dure, regardez l’adresse du relais dans les réglages.',
  },
  'portal-timeout': {
    what: 'Le portail n’a pas répondu à temps.',
    safe: 'Coursier lui demandera s’il l’a reçue avant de la renvoyer : elle ne partira pas deux fois.',
    next: 'Rien à faire.',
  },
  'portal-down': { what: 'Le portail est en panne.', safe: waiting, next: 'Rien à faire : Coursier réessaiera plus tard.' },
  'portal-nonsense': {
    what: 'Le portail a donné une réponse que Coursier ne comprend pas.',
    safe: waiting,
    next: 'Réessayez plus tard. Si cela dure, déposez le PDF vous-même sur le portail.',
  },
  'portal-busy': { what: 'Le portail demande d’attendre.', safe: waiting, next: 'Rien à faire : Coursier réessaiera dans quelques minutes.' },
  'portal-credentials': {
    what: 'Le portail refuse vos clés d’accès.',
    safe: waiting,
    next: 'Vérifiez les clés PISTE dans les réglages.',
    act: 'Voir les clés',
  },
  'portal-account': {
    what: 'Le portail refuse le compte technique.',
    safe: waiting,
    next: 'Vérifiez l’identifiant et le mot de passe technique dans les réglages.',
    act: 'Voir le compte technique',
  },
  'portal-account-expired': {
    what: 'Le mot de passe technique a expiré : il ne dure que 424 jours.',
    safe: waiting,
    next: 'Demandez-en un nouveau dans votre espace Chorus Pro, puis tapez-le dans les réglages.',
    act: 'Le renouveler',
  },
  'portal-subscription': {
    what: 'Votre application PISTE n’a pas encore droit à cette partie de Chorus Pro.',
    safe: waiting,
    next: 'Sur piste.gouv.fr, acceptez les conditions des API Factures, Structures et Transverses, puis testez la connexion.',
    act: 'Tester la connexion',
  },
  'portal-connection': {
    what: 'Votre raccordement au portail n’est pas encore ouvert.',
    safe: waiting,
    next: 'Déclarez-le dans Chorus Pro (« Raccordement EDI et API »), puis attendez une demi-heure.',
    act: 'Tester la connexion',
  },
  'portal-recipient': {
    what: 'Le portail ne connaît pas ce destinataire, ou il n’est plus actif.',
    safe: waiting,
    next: 'Vérifiez son SIRET, ou demandez-le à la mairie.',
  },
  'portal-duplicate': {
    what: 'Une facture avec ce numéro a déjà été envoyée cette année.',
    safe: waiting,
    next: 'Regardez si c’est la même. Sinon, changez le numéro.',
  },
  'portal-too-big': {
    what: 'Le fichier est trop lourd pour le portail (10 Mo au plus).',
    safe: waiting,
    next: 'Reprenez la photo en qualité normale ou retirez une pièce jointe.',
  },
  'portal-refused': {
    what: 'Le portail refuse cette facture.',
    safe: 'Elle est gardée ici.',
    next: 'Lisez sa réponse ci-dessous, corrigez, puis renvoyez.',
  },
  'page-closed': {
    what: 'Le navigateur ne laisse pas Coursier lire cet onglet.',
    safe: untouched,
    next: 'Ouvrez la facture dans votre outil, puis cliquez sur le bouton Coursier du navigateur. Sinon, déposez son PDF ici.',
  },
  'page-lost': {
    what: 'La page a changé pendant la lecture.',
    safe: untouched,
    next: 'Attendez qu’elle s’affiche en entier, puis relancez la lecture.',
  },
  'page-login': {
    what: 'Votre outil demande de vous reconnecter : il a montré sa page de connexion à la place de la facture.',
    safe: untouched,
    next: 'Reconnectez-vous dans l’outil, rouvrez la facture, puis relancez la lecture.',
  },
  'page-file': {
    what: 'Ce lien ne mène pas à un PDF.',
    safe: untouched,
    next: 'Téléchargez le PDF depuis votre outil, puis déposez-le ici.',
  },
  'page-refused': {
    what: 'Ce site n’est pas ouvert à Coursier.',
    safe: untouched,
    next: 'Donnez l’autorisation pour ce site, ou déposez ici le PDF téléchargé.',
  },
  'page-nothing': {
    what: 'On ne trouve pas de facture sur cette page.',
    safe: untouched,
    next: 'Ouvrez la page de la facture elle-même, ou déposez ici son PDF.',
  },
  'page-late': {
    what: 'Aucun PDF n’est venu en deux minutes.',
    safe: untouched,
    next: 'Recommencez quand vous voulez, ou déposez ici le PDF téléchargé.',
  },
  'portal-not-allowed': {
    what: 'Coursier n’a pas encore le droit de joindre le portail.',
    safe: waiting,
    next: 'Donnez-le en un clic : elle partira aussitôt.',
    act: 'Autoriser',
  },
  'portal-no-practice': {
    what: 'L’extension ne connaît pas encore de portail d’entraînement.',
    safe: waiting,
    next: 'Donnez-en l’adresse, ou choisissez un autre portail.',
    act: 'Choisir',
  },
  'portal-other': {
    what: 'Cette facture n’est pas pour le portail ouvert à côté.',
    safe: 'Rien n’y a été rempli, et rien n’a été noté ici.',
    next: 'Ouvrez à côté le portail choisi pour elle, ou préparez-la pour celui-ci.',
  },
  'vault-locked': {
    what: 'Vos clés sont verrouillées.',
    safe: waiting,
    next: 'Touchez « Déverrouiller » et tapez votre code : elle partira aussitôt.',
    act: 'Déverrouiller',
  },
  'not-ready': { what: 'Cette facture n’est pas encore prête.', safe: kept, next: 'Réglez ce qui est marqué en rouge, puis envoyez.' },
  'not-read': {
    what: 'Cette facture n’est pas encore toute lue.',
    safe: waiting,
    next: 'Touchez « Relire la photo », vérifiez, puis envoyez.',
  },
  'notes-billed': {
    what: 'Ce bon de livraison est déjà sur une facture.',
    safe: 'Rien n’est facturé deux fois.',
    next: 'Ouvrez cette facture. Si elle est de trop, supprimez-la : ses bons seront de nouveau libres.',
  },
  'backup-broken': {
    what: 'Ce fichier n’est pas une sauvegarde de Coursier, ou il est abîmé.',
    safe: untouched,
    next: 'Choisissez un autre fichier de sauvegarde.',
  },
  'backup-cut': {
    what: 'Cette sauvegarde est incomplète : le fichier s’arrête trop tôt.',
    safe: untouched,
    next: 'Téléchargez-le ou copiez-le de nouveau en entier, puis réessayez.',
  },
  'backup-passphrase': {
    what: 'Ce mot de passe n’ouvre pas la sauvegarde, ou le fichier a été modifié : on ne peut pas savoir lequel des deux.',
    safe: untouched,
    next: 'Retapez le mot de passe, majuscules comprises. Sinon, essayez une autre copie du fichier.',
  },
  'backup-newer': {
    what: 'Cette sauvegarde a été faite par une version plus récente de Coursier.',
    safe: untouched,
    next: 'Mettez d’abord Coursier à jour (rechargez la page avec du réseau), puis réessayez.',
  },
  'too-long-for-codes': {
    what: 'Cette facture est trop longue pour des codes à photographier.',
    safe: untouched,
    next: 'Envoyez-la plutôt par un fichier.',
  },
  'codes-foreign': {
    what: 'Ce code ne vient pas de Coursier, ou il est abîmé.',
    safe: untouched,
    next: 'Sur l’autre appareil, ouvrez la facture, puis « Vers un autre appareil ».',
  },
  'app-closed': {
    what: 'Votre application Coursier ne répond pas dans ce navigateur.',
    safe: untouched,
    next: 'Ouvrez-la dans un onglet, attendez qu’elle s’affiche, puis réessayez.',
  },
  'app-older': {
    what: 'L’application et l’extension Coursier n’ont pas la même version.',
    safe: untouched,
    next: 'Rechargez l’onglet de l’application avec du réseau, et laissez le navigateur mettre l’extension à jour.',
  },
  'app-stranger': {
    what: 'La page ouverte à cette adresse n’est pas Coursier.',
    safe: 'Rien ne lui a été donné.',
    next: 'Vérifiez l’adresse : c’est celle où vous ouvrez Coursier d’habitude.',
  },
  'app-leaving': {
    what: 'Cette facture est déjà en attente d’envoi dans votre application.',
    safe: 'Rien n’a changé, et rien ne part deux fois.',
    next: 'Attendez qu’elle soit partie, ou retirez-la de l’envoi là-bas, puis réessayez.',
  },
  'app-too-big': {
    what: 'Cette facture a trop de photos pour passer ainsi d’un côté à l’autre.',
    safe: untouched,
    next: 'Passez-la par un fichier : « Vers un autre appareil », puis « Par un fichier ».',
  },
  unknown: {
    what: 'Quelque chose d’inattendu est arrivé.',
    safe: 'Vos factures sont gardées sur cet appareil.',
    next: 'Réessayez. Si cela revient, rechargez la page.',
  },
};

words('faults', { faults });
