import type { ScreenProps } from '../app.tsx';
import { shell as words } from '../words/fr/shell.ts';

/** « Remplir le portail »: one invoice into the form beside the panel, field by field. */
export default function Fill(_: ScreenProps) {
  return <h1 tabIndex={-1}>{words.titles.fill}</h1>;
}
