import { words } from '../dictionary.ts';

/** Words of who bills for several companies. */
export const companies = {
  forWhom: 'Pour qui ?',
  every: 'Toutes',
  unnamed: 'Nouvelle entreprise',
  add: 'Ajouter une entreprise',
  addHint: 'Si vous faites les factures de plusieurs.',
  remove: 'Retirer cette entreprise',
  removeHint: 'Ses factures restent sur l’appareil.',
  removed: (name: string) => `${name || 'Entreprise'} retirée, avec ses clés.`,
  undo: 'Annuler',
  nextFor: (name: string) => `Les nouvelles factures seront au nom de ${name}.`,
};

words('companies', { companies });
