import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chaptersOf, pictureFolder, picturesOf, sitePages, sitePictures, sizeOfWebp } from '../../../pwa/site/pages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const chapters = chaptersOf();
const plain = (text: string) =>
  text
    .replaceAll(/[\u00a0\u202f\s]+/g, ' ')
    .replaceAll(/[’']/g, '’')
    .toLowerCase();

/** Words of the screens, as one text. */
const words = plain(
  readdirSync(join(root, 'lib/ui/words/fr'))
    .map((name) => readFileSync(join(root, 'lib/ui/words/fr', name), 'utf8'))
    .join('\n')
    .replaceAll("\\'", '’'),
);
/** Bold words of the guide that are ideas rather than buttons. */
const ideas = new Set(
  [
    'code service',
    'numéro d’engagement',
    'Adresse fausse',
    'Il manque un papier',
    'Rejetée',
    'Sans clés',
    'Avec des clés',
    'Chrome ou Edge',
    'Firefox',
    'vous-même',
  ].map(plain),
);

describe('the guide does not age', () => {
  it.each(chapters.map(({ slug, markdown }) => [slug, markdown] as const))('%s: every button it names is on a screen', (_, markdown) => {
    const named = [...markdown.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = '']) => plain(text)).filter((text) => !ideas.has(text));
    expect(named.filter((text) => !words.includes(text))).toEqual([]);
  });

  it('shows pictures that are there, known by their size, and light all together', () => {
    const pictures = sitePictures();
    expect(pictures.length).toBeGreaterThan(4);
    for (const name of pictures) {
      const { width, height } = sizeOfWebp(readFileSync(join(pictureFolder, name)));
      expect(width, name).toBeGreaterThan(300);
      expect(height, name).toBeGreaterThan(300);
    }
    expect(pictures.reduce((sum, name) => sum + statSync(join(pictureFolder, name)).size, 0)).toBeLessThan(1_000_000);
  });

  it('leads to chapters that exist', () => {
    const texts = [...chapters.map(({ markdown }) => markdown), readFileSync(join(root, 'docs/accessibilite.md'), 'utf8')];
    for (const markdown of texts)
      for (const [, target = ''] of markdown.matchAll(/\]\((?!\.\.\/screenshots)([^)#]+)\)/g))
        expect(existsSync(join(root, 'docs/guide', target)), target).toBe(true);
    expect(chapters.some(({ markdown }) => picturesOf(markdown).length > 0)).toBe(true);
  });
});

describe('the static pages', () => {
  const pages = sitePages('/assets/site.css');
  const addresses = new Set(['/', ...pages.map(({ path }) => `/${path.replace(/\.html$/, '')}`)]);

  it.each(pages.map(({ path, html }) => [path, html] as const))(
    '%s has what a page needs, and nothing that the security policy refuses',
    (_, html) => {
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]{5,70}<\/title>/);
      expect(html).toMatch(/<meta name="description" content="[^"]{30,160}">/);
      expect(html).toMatch(/<html lang="fr">/);
      expect(html).not.toMatch(/\sstyle=|<style|\son\w+=|javascript:/);
      expect(html.match(/<script[^>]*>(?!<\/script>)/g)).toBeNull();
      for (const [, address = ''] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) expect(addresses, address).toContain(address);
      for (const [image] of html.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/alt="[^"]+" width="\d+" height="\d+"/);
    },
  );
});
