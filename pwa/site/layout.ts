/** The mark of `lib/ui/parts/icon.tsx`, as text: these pages run no script. */
const mark = `<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="M5 22.5L43 6 32 42l-9-13z" fill="var(--accent)"/><path d="M43 6L23 29l-1.5 11-4.5-13.5z" fill="var(--accent-press)"/><path d="M28.5 30.5c2.4-.4 4 .8 4.3 3-2.3.3-3.9-.8-4.3-3zM30 26c2.3-.5 4 .6 4.4 2.8-2.3.4-3.9-.6-4.4-2.8zM31.5 21.5c2.3-.6 4 .5 4.4 2.7-2.2.5-3.9-.5-4.4-2.7z" fill="#ffd76a"/></svg>`;

const places = [
  ['/bienvenue', 'Présentation'],
  ['/guide', 'Guide'],
] as const;

export interface Layout {
  title: string;
  description: string;
  /** Address of the part of the site that this page belongs to. */
  here: string;
  stylesheet: string;
  /** HTML of our own, written in this folder or made from docs/. */
  body: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The frame around each static page: nothing in it needs a script; `appearance.js` alone brings the colours chosen in the app. */
export function layout({ title, description, here, stylesheet, body }: Layout): string {
  const links = places.map(([href, label]) => `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${label}</a>`).join('');
  const name = title.includes('Coursier') ? title : `${title} · Coursier`;
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escaped(name)}</title>
<meta name="description" content="${escaped(description)}">
<meta property="og:title" content="${escaped(name)}">
<meta property="og:description" content="${escaped(description)}">
<meta property="og:locale" content="fr_FR">
<meta name="theme-color" content="#fbf6ec" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#16130f" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/icons/icon-small.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/icons/apple-touch-icon.png">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="stylesheet" href="${stylesheet}">
<script src="/appearance.js"></script>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header class="site-top">
<a class="brand" href="/bienvenue">${mark}<span>Coursier</span></a>
<nav aria-label="Le site">${links}<a class="button strong" href="/">Ouvrir</a></nav>
</header>
<main id="contenu" tabindex="-1">
${body}
</main>
<footer>
<p>Coursier n’est pas un service de l’État. Chorus Pro est un service de l’AIFE, qui n’a ni fait ni approuvé Coursier.</p>
<p><a href="/">Ouvrir Coursier</a><a href="/guide">Guide</a><a href="/accessibilite">Accessibilité</a></p>
</footer>
</body>
</html>
`;
}
