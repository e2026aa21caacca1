import { type BuildName, type FormName, fieldOf, fields } from './fields.ts';
import { renamed, type SwitchName } from './switches.ts';

/** Beans of the two builds that the server renders; « imitation » copies the first. */
const beans = {
  classique: { saisir: 'factureSaisie', deposer: 'factureDeposee' },
  tableau: { saisir: 'saisieFacture', deposer: 'depotFacture' },
} as const;
export type RenderedBuild = keyof typeof beans;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const rankOf = (key: string) => /\[(\d+)\]/.exec(key)?.[1];
const isRenamed = (key: string, switches: readonly SwitchName[]) => (switches.includes('champs-renommes') ? renamed[key] : undefined);

/** Spring binding path: "factureSaisie.lignesPoste[0].quantite". */
export function nameOf(build: RenderedBuild, form: FormName, key: string, switches: readonly SwitchName[] = []): string {
  const changed = isRenamed(key, switches);
  if (changed) return changed.id;
  const path = fieldOf(key)?.path ?? key;
  const rank = rankOf(key);
  return `${beans[build][form]}.${rank === undefined ? path : path.replace('[]', `[${rank}]`)}`;
}

/** The portal's habit, MODULE_Ecran_Bloc_Champ: "GDP_SaisieFacture_LignesPoste_0_Quantite". */
export function idOf(form: FormName, key: string, switches: readonly SwitchName[] = []): string {
  const changed = isRenamed(key, switches);
  if (changed) return changed.id;
  const path = (fieldOf(key)?.path ?? key).replace('[]', `.${rankOf(key) ?? 0}`);
  return ['GDP', form === 'saisir' ? 'SaisieFacture' : 'DepotFacture', ...path.split('.').map(capital)].join('_');
}

export function labelOf(build: BuildName, key: string, switches: readonly SwitchName[] = []): string {
  return isRenamed(key, switches)?.label ?? fieldOf(key)?.labels[build] ?? key;
}

/** Posted names back to field keys; what is no field of the form is left out. */
export function keysIn(
  build: RenderedBuild,
  form: FormName,
  posted: Record<string, string>,
  switches: readonly SwitchName[],
): Record<string, string> {
  const keyOf = new Map<string, string>();
  for (const { key, forms } of fields) {
    if (!forms.includes(form)) continue;
    if (!key.includes('[]')) keyOf.set(nameOf(build, form, key, switches), key);
    else
      for (let rank = 0; rank < 200; rank++) keyOf.set(nameOf(build, form, key.replace('[]', `[${rank}]`), switches), key.replace('[]', `[${rank}]`));
  }
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(posted)) {
    const key = keyOf.get(name);
    if (key) values[key] = value;
  }
  return values;
}
