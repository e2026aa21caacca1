import type { OrdinaryForm } from './form.ts';
import { firstForms } from './forms-business.ts';
import { otherForms } from './forms-life.ts';

export type { OrdinaryField, OrdinaryForm } from './form.ts';

export const ordinaryForms: Readonly<Record<string, OrdinaryForm>> = { ...firstForms, ...otherForms };
