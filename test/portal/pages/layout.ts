import { html } from 'hono/html';
import type { Markup } from '../page-invoice.ts';

export const band = 'Portail d’entraînement : ce n’est pas Chorus Pro';

export interface PageOptions {
  title: string;
  /** Client bundles and style of the build: "classique" loads client/classique.js and its style. */
  client?: string;
  style: string;
  /** From the page to /formulaires/. */
  up?: string;
  bodyClass?: string;
  /** Shown inside a page that already carries the band. */
  framed?: boolean;
  /** Switches that the page's script plays, in `data-essai`. */
  trials?: readonly string[];
}

/** Every page: the band first, whatever the build. No inline script: the site's policy forbids it. */
export function layout(
  { title, client, style, up = '../', bodyClass = '', framed = false, trials = [] }: PageOptions,
  body: Markup | Markup[],
): Markup {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
${client ? html`<link rel="stylesheet" href="${up}client/${client}.css"><script src="${up}client/${client}.js" defer></script>` : ''}
<link rel="stylesheet" href="${up}style/${style}.css">
</head>
<body class="${bodyClass}" data-essai="${trials.join(' ')}">
${framed ? '' : html`<aside class="bandeau" aria-label="Avertissement">${band}</aside>`}
${body}
</body>
</html>`;
}
