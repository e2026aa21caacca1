import type { ComponentChildren } from 'preact';
import { shell as words } from '../words/fr/shell.ts';
import { Icon } from './icon.tsx';

/** The title of a screen: receives the focus at each navigation, so that a screen reader says where one is. */
export function Head({ title, back, children }: { title: string; back?: string; children?: ComponentChildren }) {
  return (
    <div class="head">
      {back !== undefined && (
        <a class="button icon plain" href={back} aria-label={words.back}>
          <Icon name="back" />
        </a>
      )}
      <h1 tabIndex={-1}>{title}</h1>
      {children && <div class="head-acts">{children}</div>}
    </div>
  );
}
