import { words } from '../dictionary.ts';

/** What leads to a screen, as other screens name it: they need no more of its words. */
export const doors = {
  articles: { link: 'Mémoire des articles', hint: 'Voir et oublier les prix retenus' },
  directory: { link: 'L’annuaire des destinataires', hint: 'Sa date, son renouvellement, celui de Chorus Pro' },
  exporting: { link: 'Exporter pour le comptable', hint: 'Un ZIP ou un tableau, par mois, trimestre ou année' },
  receive: { link: 'D’un autre appareil', hint: 'Par un code ou un fichier' },
  recipients: { link: 'Destinataires', hint: 'Voir et oublier les codes retenus' },
  rules: { link: 'Toutes les règles que Coursier vérifie' },
};

words('doors', { doors });
