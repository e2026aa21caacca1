import type { Service, Structure } from '../browser.ts';
import type { BlockName, FormName } from '../fields.ts';
import type { Option } from '../options.ts';

/** Which blocks appear together, and how what the server lists is said. */
export const structureOption = ({ siret, name, town }: Structure): Option => ({ value: siret, label: `${siret} - ${name}, ${town}` });
export const serviceOption = ({ code, name }: Service): Option => ({ value: code, label: `${code} - ${name}` });

export const groups: Readonly<Record<FormName, readonly (readonly BlockName[])[]>> = {
  saisir: [
    ['espace', 'destinataire'],
    ['fournisseur', 'cadre', 'references'],
    ['lignes', 'tva', 'montants', 'pieces', 'commentaire'],
  ],
  deposer: [['depot'], ['destinataire', 'fournisseur', 'references', 'montants', 'pieces', 'commentaire']],
};
