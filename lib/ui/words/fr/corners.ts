import { words } from '../dictionary.ts';

/** Words of the screen where the corners of a photographed page are set. */
export const corners = {
  title: 'Les bords de la page',
  hint: 'Tirez chaque rond sur un coin de la page. Au clavier : les flèches, avec Maj pour aller doucement.',
  pictureAlt: 'La photo de la facture',
  names: ['en haut à gauche', 'en haut à droite', 'en bas à droite', 'en bas à gauche'],
  corner: (name: string, x: number, y: number) => `Coin ${name}, à ${x} % de la largeur et ${y} % de la hauteur`,
  looking: 'Recherche des bords…',
  failed: 'Cette photo ne peut pas être montrée ici. Elle est gardée. Vous pouvez la reprendre, ou taper la facture à la main.',
  noPicture: 'Cette facture n’a pas de photo à recadrer.',
  found: 'Bords trouvés par Coursier',
  whole: 'Toute la photo',
  read: 'Lire avec ces bords',
  pages: 'Les pages',
  page: (page: number) => `Page ${page}`,
};

words('corners', { corners });
