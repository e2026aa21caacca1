import { Fragment } from 'preact';
import { locale } from '../words/dictionary.ts';

/** A sentence of ours with what it quotes between guillemets: in another language than French, that is French, and said so to whoever reads aloud. */
export function Quoted({ text }: { text: string }) {
  if (locale() === 'fr') return <>{text}</>;
  return <>{text.split(/(«.*?»)/).map((part, index) => (index % 2 === 1 ? <span lang="fr">{part}</span> : <Fragment>{part}</Fragment>))}</>;
}
