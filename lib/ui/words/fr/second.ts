import { words } from '../dictionary.ts';

/** Words of the second reader: its section of the settings, its offer after a hard photograph. */
export const second = {
  title: 'Lecture renforcée',
  what: 'Un second lecteur relit les photos difficiles : petits caractères, ombre, papier froissé. Il voit des chiffres que le premier ne voit pas.',
  slow: 'La lecture demande alors quelques secondes de plus.',
  here: 'Il travaille sur votre appareil. Rien n’est envoyé.',
  keep: (size: string) => `Télécharger (${size})`,
  loading: (percent: number) => `Téléchargement du second lecteur : ${percent} %`,
  ready: 'Le second lecteur est sur cet appareil. Il marche aussi sans réseau.',
  remove: 'Retirer le second lecteur',
  removed: 'Second lecteur retiré. Vos factures ne changent pas.',
  failed: 'Le téléchargement s’est arrêté. Ce qui est arrivé est gardé. Réessayez quand le réseau est bon.',
  offer: (size: string) => `Cette photo est difficile. Un second lecteur (${size}) peut aider à lire les chiffres.`,
  offerHow: 'Il se télécharge une seule fois. Il travaille sur votre appareil : rien n’est envoyé.',
  accept: 'Télécharger et relire',
  decline: 'Non merci',
  declined: 'D’accord. Le second lecteur reste proposé dans les réglages.',
  again: 'Relire cette page',
  retry: 'Réessayer',
  rereading: 'Le second lecteur est prêt. La page est relue.',
};

words('second', { second });
