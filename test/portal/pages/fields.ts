/**
 * The fields of the portal's two forms, said once: the four builds draw them, the server reads them, and benches compare by their keys.
 * Blocks and their order are public (2016 guide); labels, lengths and names are supposed from the API's words and the portal's known habits (README.md).
 * Runs in node and in the pages.
 */
import { type BlockName, blockNames, type Field, type FormName } from './field.ts';
import { bodyFields } from './fields-body.ts';
import { headFields } from './fields-head.ts';

export { type BlockName, type BuildName, blockNames, buildNames, type Field, type FieldKind, type FormName, formNames } from './field.ts';

export const fields: readonly Field[] = [...headFields, ...bodyFields];

/** Values a form opens with. */
export const defaults: Readonly<Record<FormName, Readonly<Record<string, string>>>> = {
  saisir: {
    'fournisseur.structure': '12345678200010',
    'cadre.code': 'A1_FACTURE_FOURNISSEUR',
    'references.devise': 'EUR',
    'references.type': 'FACTURE',
    'lignes[0].numero': '1',
  },
  deposer: { 'fournisseur.structure': '12345678200010', 'references.devise': 'EUR', 'references.type': 'FACTURE' },
};

export const repeatedBlocks = ['lignes', 'tva', 'pieces'] as const;
export type RepeatedBlock = (typeof repeatedBlocks)[number];

/** "lignes[2].quantite" → the field "lignes[].quantite". */
export function fieldOf(key: string): Field | undefined {
  const general = key.replace(/\[\d+\]/, '[]');
  return fields.find((candidate) => candidate.key === general);
}

export const at = (key: string, rank: number): string => key.replace('[]', `[${rank}]`);

export const fieldsOf = (form: FormName, block: BlockName): Field[] =>
  fields.filter((candidate) => candidate.block === block && candidate.forms.includes(form));

/** Blocks of a form that have fields, in the documented order. */
export const blocksOf = (form: FormName): BlockName[] => blockNames.filter((block) => fieldsOf(form, block).length > 0);
