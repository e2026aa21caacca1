/** What a field of the forms is, and the names of what they are made of. */
import type { Option } from './options.ts';

export const buildNames = ['classique', 'react', 'material', 'tableau'] as const;
export type BuildName = (typeof buildNames)[number];
export const formNames = ['saisir', 'deposer'] as const;
export type FormName = (typeof formNames)[number];

export const blockNames = [
  'depot',
  'espace',
  'destinataire',
  'fournisseur',
  'cadre',
  'references',
  'lignes',
  'tva',
  'montants',
  'pieces',
  'commentaire',
] as const;
export type BlockName = (typeof blockNames)[number];

export type FieldKind = 'text' | 'amount' | 'quantity' | 'date' | 'choice' | 'structure' | 'service' | 'file' | 'long' | 'check';

export interface Field {
  /** Stable name for benches and receipts; "[]" stands for the rank of a repeated row, from 0. */
  key: string;
  block: BlockName;
  kind: FieldKind;
  forms: readonly FormName[];
  /** What belongs there, in terms of the invoice. */
  meaning: string;
  labels: Readonly<Record<BuildName, string>>;
  /** Spring binding path without its bean (builds rendered by the server). */
  path: string;
  required?: boolean;
  maxLength?: number;
  options?: readonly Option[];
  /** Shown only while the other field holds this value. */
  when?: { key: string; value: string };
}

export const both = formNames;
export const typed = ['saisir'] as const;
export const deposited = ['deposer'] as const;

type Labels = readonly [classique: string, react: string, material: string, tableau: string];

export function field(
  key: string,
  kind: FieldKind,
  forms: readonly FormName[],
  path: string,
  [classique, react, material, tableau]: Labels,
  meaning: string,
  more: Partial<Field> = {},
): Field {
  const head = key.split(/[.[]/)[0] ?? '';
  const block = blockNames.find((name) => name === head) ?? 'references';
  return { key, block, kind, forms, path, labels: { classique, react, material, tableau }, meaning, ...more };
}
