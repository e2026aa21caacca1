import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';
import { layout } from './layout.ts';
import { welcome } from './welcome.ts';

/**
 * The pages that need no script: `/bienvenue`, `/guide` and what it leads to, `/accessibilite`. Their texts are Markdown in docs/guide (read as well on the
 * repository); they become HTML here, at build time, and never from anything but these files.
 */
const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const guideFolder = join(docs, 'guide');
export const pictureFolder = join(docs, 'screenshots');

export interface SitePage {
  /** Below the root of the built app: "guide/photo.html", served as "/guide/photo". */
  path: string;
  html: string;
}

export interface Chapter {
  /** Name of its file, without ".md". */
  slug: string;
  title: string;
  /** Its first paragraph. */
  summary: string;
  markdown: string;
}

/** Order of the chapters: their files begin with two digits, which the addresses leave out. */
export function chaptersOf(folder = guideFolder): Chapter[] {
  return readdirSync(folder)
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const markdown = readFileSync(join(folder, name), 'utf8');
      const [heading = '', summary = ''] = markdown.split(/\n{2,}/);
      return {
        slug: basename(name, '.md').slice(3),
        title: unbroken(heading.replace(/^#\s+/, '')),
        summary: unbroken(summary.replaceAll(/\s+/g, ' ').trim()),
        markdown,
      };
    });
}

/** Pictures that a text shows, by their file names. */
export function picturesOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(\.\.\/screenshots\/([\w-]+\.webp)\)/g)].map(([, name = '']) => name);
}

/** Width and height in pixels of a WebP made by a browser's canvas (lossy, "VP8 "): so that the page does not jump when the picture comes. */
export function sizeOfWebp(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = String.fromCharCode(...bytes.subarray(12, 16));
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  // "VP8X": 24 bits each, less one
  return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(27, true) & 0xffffff) + 1 };
}

/** French spaces that a line must not break at: typed plainly in the texts, since editors lose them. */
export function unbroken(text: string): string {
  return text.replace(/« /g, '«\u00a0').replace(/ ([»;:?!€])/g, '\u00a0$1');
}

function htmlOf(markdown: string): string {
  const marked = new Marked({
    renderer: {
      image({ href, text }) {
        const name = basename(href);
        const { width, height } = sizeOfWebp(readFileSync(join(pictureFolder, name)));
        const kind = width > height ? 'wide' : 'phone';
        return `<img class="picture ${kind}" src="/guide/images/${name}" alt="${text}" width="${width}" height="${height}" loading="lazy" decoding="async">`;
      },
      link({ href, tokens }) {
        const target = href.replace(/^\d\d-([\w-]+)\.md/, '/guide/$1').replace(/^\.\.\/accessibilite\.md/, '/accessibilite');
        return `<a href="${target}">${this.parser.parseInline(tokens)}</a>`;
      },
      heading({ tokens, depth }) {
        const text = this.parser.parseInline(tokens);
        const id = text
          .normalize('NFD')
          .replace(/[^a-z0-9]+/gi, '-')
          .replace(/^-|-$/g, '')
          .toLowerCase();
        return `<h${depth}${depth > 1 ? ` id="${id}"` : ''}>${text}</h${depth}>\n`;
      },
    },
  });
  return marked.parse(unbroken(markdown), { async: false });
}

function guidePage(chapters: readonly Chapter[], index: number, stylesheet: string): SitePage {
  const chapter = chapters[index] as Chapter;
  const [before, after] = [chapters[index - 1], chapters[index + 1]];
  const ways = [
    before && `<a rel="prev" href="/guide/${before.slug}">← ${before.title}</a>`,
    after && `<a rel="next" href="/guide/${after.slug}">${after.title} →</a>`,
  ].filter(Boolean);
  const body = `<article class="text${chapter.slug === 'fiche' ? ' card' : ''}">${htmlOf(chapter.markdown)}</article>
<nav class="ways" aria-label="Chapitres voisins">${ways.join('')}</nav>`;
  return {
    path: `guide/${chapter.slug}.html`,
    html: layout({ title: chapter.title, description: chapter.summary, here: '/guide', stylesheet, body }),
  };
}

/** Every static page, ready to be written. `stylesheet`: address of the built sheet. */
export function sitePages(stylesheet: string): SitePage[] {
  const chapters = chaptersOf();
  const list = chapters
    .map(({ slug, title, summary }) => `<li><a href="/guide/${slug}"><strong>${title}</strong><span>${summary}</span></a></li>`)
    .join('\n');
  const accessibility = readFileSync(join(docs, 'accessibilite.md'), 'utf8');
  return [
    {
      path: 'bienvenue.html',
      html: layout({
        title: 'Coursier porte vos factures à Chorus Pro',
        description:
          'Photographiez votre facture : Coursier la lit sur votre appareil, dit ce qui manque, l’envoie à Chorus Pro et la suit jusqu’au paiement.',
        here: '/bienvenue',
        stylesheet,
        body: welcome((name) => sizeOfWebp(readFileSync(join(pictureFolder, name)))),
      }),
    },
    {
      path: 'guide.html',
      html: layout({
        title: 'Guide',
        description: 'Le guide de Coursier, pas à pas, avec des images : installer, envoyer sa première facture, être payé.',
        here: '/guide',
        stylesheet,
        body: `<article class="text"><h1>Guide</h1><p>Pas à pas, avec des images. Chaque page se lit en deux minutes.</p></article><ol class="chapters">${list}</ol>`,
      }),
    },
    ...chapters.map((_, index) => guidePage(chapters, index, stylesheet)),
    {
      path: 'accessibilite.html',
      html: layout({
        title: 'Accessibilité',
        description: 'Ce qui a été fait et vérifié pour que chacun puisse utiliser Coursier, et ce qui ne l’a pas été.',
        here: '/accessibilite',
        stylesheet,
        body: `<article class="text">${htmlOf(accessibility)}</article>`,
      }),
    },
  ];
}

/** Pictures that the pages show, each once. */
export function sitePictures(): string[] {
  return [
    ...new Set([
      ...chaptersOf().flatMap(({ markdown }) => picturesOf(markdown)),
      ...[...welcome(() => ({ width: 1, height: 1 })).matchAll(/\/guide\/images\/([\w-]+\.webp)/g)].map(([, name = '']) => name),
    ]),
  ];
}
