import type { ComponentType } from 'preact';
import { shell as words } from './words/fr/shell.ts';

export interface ScreenProps {
  /** Identifier of the dossier, of the delivery note or of the rule, "" for screens without one. */
  id: string;
}
export type Screen = ComponentType<ScreenProps>;

/** By the first word of the address, or the last one of an invoice's; each is fetched when it is first shown (`pwa/opening-plugin.ts` reads this table too). */
export const screens: Record<string, () => Promise<{ default: Screen }>> = {
  photo: () => import('./screens/camera.tsx'),
  ajouter: () => import('./screens/add.tsx'),
  facture: () => import('./screens/invoice.tsx'),
  cadrer: () => import('./screens/corners.tsx'),
  destinataire: () => import('./screens/recipient.tsx'),
  prete: () => import('./screens/ready.tsx'),
  suivi: () => import('./screens/follow.tsx'),
  reprendre: () => import('./screens/resume.tsx'),
  entreprise: () => import('./screens/company.tsx'),
  raccorder: () => import('./screens/setup.tsx'),
  reglages: () => import('./screens/settings.tsx'),
  aide: () => import('./screens/help.tsx'),
  apercu: () => import('./screens/preview.tsx'),
  bons: () => import('./screens/notes.tsx'),
  bon: () => import('./screens/note.tsx'),
  articles: () => import('./screens/articles.tsx'),
  commandes: () => import('./screens/orders.tsx'),
  commande: () => import('./screens/order.tsx'),
  destinataires: () => import('./screens/recipients.tsx'),
  exporter: () => import('./screens/export.tsx'),
  sauvegarde: () => import('./screens/backup.tsx'),
  recevoir: () => import('./screens/receive.tsx'),
  regles: () => import('./screens/rules.tsx'),
  retards: () => import('./screens/delays.tsx'),
  annuaire: () => import('./screens/directory.tsx'),
};

/** Asked when shown: while this module is evaluated, nobody knows yet which language is spoken (`words/dictionary.ts`). */
export const titles = (): Record<string, string> => ({
  '': words.titles.home,
  photo: words.titles.photo,
  ajouter: words.titles.add,
  facture: words.titles.invoice,
  cadrer: words.titles.corners,
  destinataire: words.titles.recipient,
  prete: words.titles.ready,
  suivi: words.titles.follow,
  reprendre: words.titles.resume,
  entreprise: words.titles.company,
  raccorder: words.titles.setup,
  reglages: words.titles.settings,
  aide: words.titles.help,
  apercu: words.titles.preview,
  bons: words.titles.notes,
  bon: words.titles.note,
  articles: words.titles.articles,
  commandes: words.titles.orders,
  commande: words.titles.order,
  destinataires: words.titles.recipients,
  exporter: words.titles.exporting,
  sauvegarde: words.titles.backup,
  recevoir: words.titles.receive,
  regles: words.titles.rules,
  retards: words.titles.delays,
  annuaire: words.titles.directory,
  remplir: words.titles.fill,
  page: words.titles.page,
});
