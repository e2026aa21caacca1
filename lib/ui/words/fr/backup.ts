import type { MergeSummary } from '../../../desk/backup/merge.ts';
import type { Strength } from '../../../desk/passphrase.ts';
import { words } from '../dictionary.ts';

/** Words of the backup, of what is taken back, and of the way from one device to another. */
const many = (count: number, one: string, more: (count: number) => string) => (count === 1 ? one : more(count));

export const backup = {
  title: 'Sauvegarde',
  intro: 'Un seul fichier avec tout : factures, photos, destinataires, articles, bons, fiche et réglages. Vos clés d’accès n’y sont jamais.',
  last: (day: string) => `Dernière sauvegarde : ${day}`,
  never: 'Aucune sauvegarde faite depuis cet appareil.',
  make: 'Faire une sauvegarde',
  withPassphrase: 'Avec un mot de passe',
  withPassphraseHint: 'Le fichier est chiffré : sans le mot de passe, personne ne peut le lire.',
  without: 'Sans mot de passe',
  withoutHint: 'Celui qui trouve le fichier, sur une clé USB par exemple, peut tout lire.',
  passphrase: 'Mot de passe',
  passphraseHint: 'Le plus simple et le plus sûr : quatre ou cinq mots sans rapport.',
  again: 'Le même, encore une fois',
  show: 'Montrer',
  warning: 'Notez-le sur papier. Perdu, il ne se retrouve pas, et la sauvegarde ne s’ouvrira plus.',
  strengths: {
    short: 'Trop court : il faut au moins 8 caractères.',
    weak: 'Facile à deviner. Ajoutez un ou deux mots.',
    fair: 'Moyen. Un mot de plus le rendrait solide.',
    good: 'Solide.',
  } satisfies Record<Strength, string>,
  differ: 'Les deux mots de passe ne sont pas pareils.',
  save: 'Enregistrer la sauvegarde',
  saving: (percent: number) => `Fabrication : ${percent} %`,
  stop: 'Arrêter',
  share: 'L’envoyer ailleurs',
  saved: (count: number, size: string) => `Sauvegarde enregistrée : ${many(count, 'une facture', (all) => `${all} factures`)}, ${size}.`,
  savedNext: 'Rangez-la ailleurs que sur cet appareil : ordinateur, clé USB, ou un courriel à vous-même.',
  tenYears: 'Combien de temps garder ?',
  tenYearsText:
    'Dix ans pour vos factures (code de commerce, L. 123-22), six ans au moins pour les impôts (livre des procédures fiscales, L. 102 B). Une sauvegarde par an, au même endroit, suffit.',
  restore: 'Reprendre une sauvegarde',
  restoreHint: 'Rien de ce qui est ici n’est effacé. Rien n’est envoyé.',
  choose: 'Choisir le fichier',
  chooseHint: 'Un fichier .coursier ou .zip',
  sealed: 'Cette sauvegarde a un mot de passe.',
  open: 'Ouvrir',
  opening: 'Ouverture de la sauvegarde…',
  found: (day: string) => `Sauvegarde du ${day}`,
  foundUndated: 'Une sauvegarde',
  foundInvoice: 'Une facture d’un autre appareil',
  preview: 'Ce que la reprise changera ici',
  take: 'Reprendre',
  taking: (percent: number) => `Reprise : ${percent} %`,
  cancel: 'Laisser comme c’est',
  done: 'C’est repris.',
  nothing: 'Tout était déjà là : rien n’a changé.',
  openInvoice: 'Ouvrir la facture',
  see: 'Voir mes factures',
  due: (count: number) => `${count} factures ne sont dans aucune sauvegarde.`,
  dueText: 'Si cet appareil se perd ou se casse, elles se perdent avec lui.',
  dueNow: 'Faire une sauvegarde',
  later: 'Plus tard',
  postponed: 'Coursier vous le redira dans deux semaines.',
};

/** What a restore changes, a line for each. */
export const changes = {
  added: (count: number) => many(count, 'Une facture de plus', (all) => `${all} factures de plus`),
  further: (count: number) => many(count, 'Une facture plus avancée dans la sauvegarde', (all) => `${all} factures plus avancées dans la sauvegarde`),
  later: (count: number) => many(count, 'Un brouillon plus récent dans la sauvegarde', (all) => `${all} brouillons plus récents dans la sauvegarde`),
  copies: (count: number) =>
    many(
      count,
      'Un brouillon a changé des deux côtés : l’autre version est gardée en copie',
      (all) => `${all} brouillons ont changé des deux côtés : les autres versions sont gardées en copie`,
    ),
  deleted: (count: number) =>
    many(count, 'Une facture supprimée ici depuis : elle le reste', (all) => `${all} factures supprimées ici depuis : elles le restent`),
  recipients: (count: number) => many(count, 'Un destinataire', (all) => `${all} destinataires`),
  notes: (count: number) => many(count, 'Un bon de livraison', (all) => `${all} bons de livraison`),
  articles: (count: number) => many(count, 'Un article', (all) => `${all} articles`),
  profile: 'Votre fiche, complétée',
  settings: 'Vos réglages, complétés',
  same: (count: number) =>
    many(count, 'Une facture déjà là, pareille ou plus avancée ici', (all) => `${all} factures déjà là, pareilles ou plus avancées ici`),
};

/** What a restore changes, one line each; empty when nothing. */
export function changesOf(summary: MergeSummary): string[] {
  const { invoices, added, further, later, copies, deleted, recipients, notes, articles, profile, settings } = summary;
  const same = invoices - added - further - later - deleted;
  const counted = { added, further, later, copies, deleted, recipients, notes, articles };
  const lines = Object.entries(counted).flatMap(([name, count]) => (count > 0 ? [changes[name as keyof typeof counted](count)] : []));
  if (profile) lines.push(changes.profile);
  if (settings) lines.push(changes.settings);
  return lines.length > 0 && same > 0 ? [...lines, changes.same(same)] : lines;
}

export const handOver = {
  button: 'Vers un autre appareil',
  title: 'Vers un autre appareil',
  byCode: 'Par un code à photographier',
  byCodeHint: 'Sans réseau, sans les photos. Sur l’autre appareil : « Ajouter autrement », puis « D’un autre appareil ».',
  byFile: 'Par un fichier',
  byFileHint: 'Avec les photos. Sans mot de passe : ne l’envoyez qu’à vous-même.',
  toExtension: 'Dans l’extension de ce navigateur',
  toExtensionHint: 'Pour remplir Chorus Pro sans retaper. Elle vous attend dans le panneau de Coursier.',
  inPanel: 'Cette facture vous attend dans le panneau de Coursier.',
  toApp: 'Dans mon application',
  toAppHint: (host: string) => `Dans votre Coursier de ${host}, avec les photos.`,
  inApp: 'La facture est dans votre application. Ce qui y était est gardé.',
  fileSaved: 'Fichier enregistré. Ouvrez-le dans Coursier sur l’autre appareil.',
  show: 'Montrez ce code à l’autre appareil',
  showMany: (count: number) => `Montrez ces ${count} codes à l’autre appareil`,
  place: (index: number, count: number) => `${index} sur ${count}`,
  codeAlt: (index: number, count: number) => (count > 1 ? `Code ${index} sur ${count} à photographier` : 'Code à photographier'),
  pause: 'Arrêter le défilement',
  play: 'Faire défiler',
  previous: 'Code précédent',
  next: 'Code suivant',
  close: 'Fermer',
};

export const receive = {
  title: 'D’un autre appareil',
  intro: 'Sur l’autre appareil, ouvrez la facture, puis « Vers un autre appareil ».',
  aim: 'Visez le code',
  asking: 'Autorisez l’appareil photo…',
  have: (have: number, count: number) => `${have} code${have > 1 ? 's' : ''} sur ${count}. Continuez à viser.`,
  camera: 'Lire un code avec l’appareil photo',
  cameraHint: 'La facture, sans ses photos',
  file: 'Choisir le fichier reçu',
  fileHint: 'La facture avec ses photos, ou une sauvegarde',
  stop: 'Arrêter l’appareil photo',
  received: 'Facture reçue : un brouillon, rien n’est envoyé.',
  view: 'Ce que voit l’appareil photo',
};

words('backup', { backup, changes, handOver, receive });
