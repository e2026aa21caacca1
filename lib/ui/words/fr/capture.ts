import { words } from '../dictionary.ts';

/** Words of what brings an invoice in: the camera, files, the keyboard. */
export const capture = {
  asking: 'Autorisez l’appareil photo…',
  frame: 'Cadrez toute la page, bien à plat',
  shoot: 'Prendre la photo',
  torch: 'Lampe',
  quit: 'Fermer l’appareil photo',
  read: (pages: number) => (pages > 1 ? `Lire la facture (${pages} pages)` : 'Lire la facture'),
  nextPage: 'Ajouter une page',
  oneMore: 'Encore une facture',
  kept: (count: number) => (count === 1 ? 'Une facture gardée' : `${count} factures gardées`),
  review: (count: number) => (count === 1 ? 'Revoir la facture' : `Revoir les ${count} factures`),
  joined: (count: number) => `${count} photos, une seule facture.`,
  split: (count: number) => `Non, ${count} factures`,
  eachItsOwn: (count: number) => `${count} factures : Coursier les lit l’une après l’autre.`,
  again: 'Reprendre',
  replaced: 'La nouvelle photo prend la place de l’ancienne.',
  pageOf: (page: number) => `Page ${page}`,
  photographed: 'Photo prise. Est-elle nette ?',
  /** What to do while aiming; empty, nothing is said. */
  aims: {
    searching: 'Cadrez toute la page, bien à plat',
    far: 'Approchez-vous de la page',
    cut: 'Toute la page doit être visible',
    hold: 'Ne bougez plus…',
    now: 'Photo',
    taken: 'Page suivante, ou une autre facture',
  },
  auto: 'Auto : photo prise toute seule',
  autoShort: 'Auto',
  /** Said of a photograph before it is read. */
  spoils: {
    blurred: 'Trop flou. Reprenez sans bouger, ou lisez quand même.',
    shadow: 'Une ombre couvre la page. Reprenez à la lumière, ou lisez quand même.',
    'too-far': 'Trop loin : le texte est petit. Rapprochez-vous, ou lisez quand même.',
  },
  wellFramed: 'Page bien cadrée et nette.',
  noEdges: 'Bords de la page non trouvés : toute la photo sera lue.',
  fixCorners: 'Ajuster les bords',
  drop: 'Posez ici une photo ou un PDF',
  dropHint: 'ou collez une image (Ctrl + V)',
  file: 'Choisir un fichier',
  chooseAnother: 'Choisir un autre fichier',
  fileHint: 'Photo, PDF ou facture électronique',
  inTab: 'La photo se prend dans l’onglet qui vient de s’ouvrir.',
  takePhoto: 'Photographier',
  takePhotoHint: 'Avec le cadre de Coursier',
  phonePhoto: 'Appareil photo du téléphone',
  phonePhotoHint: 'Si le cadre ne marche pas',
  hand: 'Taper à la main',
  handHint: 'Sans photo',
  retry: 'Réessayer',
};

words('capture', { capture });
