import type { ScreenProps } from '../app.tsx';
import { shell as words } from '../words/fr/shell.ts';

/** « Lire cette page »: the capture under way, and what it must ask. */
export default function Page(_: ScreenProps) {
  return <h1 tabIndex={-1}>{words.titles.page}</h1>;
}
