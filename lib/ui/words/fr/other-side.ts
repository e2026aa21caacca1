import { words } from '../dictionary.ts';

/** Words of the way between the extension's panel and the web app of the same browser. */
const invoices = (count: number) => (count === 1 ? 'Une facture' : `${count} factures`);

export const otherSide = {
  title: 'Mon application Coursier',
  intro: 'Si vous utilisez aussi Coursier dans un onglet de ce navigateur, ses brouillons peuvent venir ici, et retourner là-bas.',
  beside: 'Cet onglet est votre application Coursier ?',
  besideText: (host: string) => `Reliez-la : ses brouillons viendront ici. Seulement si vous l’utilisez bien à l’adresse ${host}.`,
  address: 'Adresse de mon application',
  addressHint: 'Celle de l’onglet où vous ouvrez Coursier. Le navigateur vous demandera votre accord, pour ce site seulement.',
  wrongAddress: 'Ce n’est pas une adresse de site. Exemple : https://mon-coursier.fr',
  link: 'Relier',
  linked: 'C’est relié.',
  refused: 'Sans votre accord, l’extension ne lit pas cette page. Vos factures peuvent passer par un fichier.',
  linkedTo: (host: string) => `Reliée à ${host}`,
  unlink: 'Ne plus relier',
  unlinked: 'Ce n’est plus relié. Vos factures restent des deux côtés.',
  auto: 'Faire passer les brouillons sans demander',
  waiting: (count: number, host: string) => `${invoices(count)} dans votre Coursier de ${host}`,
  take: 'Prendre',
  takeAll: 'Tout prendre',
  takeNamed: (name: string) => `Prendre la facture ${name}`,
  taken: (count: number) => (count === 1 ? 'Facture prise. Elle reste aussi là-bas.' : `${count} factures prises. Elles restent aussi là-bas.`),
  changedHere: (count: number) => `${invoices(count)} ${count === 1 ? 'modifiée' : 'modifiées'} ici`,
  changedHereText: 'Votre application a encore l’ancienne version.',
  giveBack: 'Mettre à jour là-bas',
  givenBack: 'Votre application est à jour.',
  laterThere: 'plus récente là-bas',
  more: (count: number) => `et ${count} de plus`,
  forbidden: 'Le navigateur ne laisse plus l’extension lire votre application.',
  allow: 'Autoriser de nouveau',
  closed: 'Votre application est fermée.',
  open: 'L’ouvrir',
  silent: 'Votre application ne répond pas encore.',
  again: 'Réessayer',
  older: 'Mettez à jour Coursier dans l’onglet de votre application : rechargez-le avec du réseau.',
  newer: 'Votre application est plus récente que cette extension. Laissez le navigateur mettre l’extension à jour.',
  upToDate: 'Rien à prendre : les deux côtés disent la même chose.',
};

words('other-side', { otherSide });
