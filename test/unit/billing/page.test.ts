import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import type { DocumentLike } from '../../../lib/billing/dom.ts';
import { siretsOn } from '../../../lib/billing/generic/customer.ts';
import { harvest } from '../../../lib/billing/page/harvest.ts';
import { Snapshot } from '../../../lib/billing/snapshot.ts';

function seen(body: string, url = 'https://outil.example/f/1'): Snapshot {
  const { document } = new Window({ url });
  document.write(`<!doctype html><title>Facture F-1</title><body>${body}</body>`);
  return Snapshot.parse(harvest(document as unknown as DocumentLike, url, null));
}
const pairs = (body: string) => Object.fromEntries(seen(body).pairs);

describe('labels and values by structure', () => {
  test.each([
    ['row of two cells', '<table><tr><th>Total HT</th><td>540,60&nbsp;€</td></tr></table>'],
    ['row with empty cells between', '<table><tr><td>Total HT</td><td></td><td></td><td>540,60 €</td></tr></table>'],
    ['definition', '<dl><dt>Total HT</dt><dd>540,60 €</dd></dl>'],
    ['two siblings', '<div><span>Total HT :</span><strong>540,60 €</strong></div>'],
    ['label and field', '<label for="x">Total HT</label><input id="x" value="540,60 €">'],
    ['label around', '<label>Total HT <input value="540,60 €"></label>'],
    ['aria-label of a field', '<input aria-label="Total HT" value="540,60 €">'],
    ['aria-label of a text', '<output aria-label="Total HT">540,60 €</output>'],
    ['label just before', '<div>Total HT</div><div><input value="540,60 €"></div>'],
    ['select', '<label for="x">Total HT</label><select id="x"><option>0</option><option selected>540,60 €</option></select>'],
    ['placeholder', '<input placeholder="Total HT" value="540,60 €">'],
    ['tooltip', '<a title="&lt;u&gt;Facture&lt;/u&gt;&lt;br&gt;&lt;b&gt;Total HT :&lt;/b&gt; 540,60 €">F-1</a>'],
  ])('%s', (_, body) => {
    expect(pairs(body)['Total HT']).toBe('540,60 €');
  });

  test('a name of a field is words', () => {
    expect(pairs('<input name="bill[due_date]" value="2026-12-01">')['bill due date']).toBe('2026-12-01');
  });

  test('passwords, hidden fields and ticks are never values', () => {
    const text = JSON.stringify(
      seen('<input type="password" value="secret-1"><input type="hidden" value="secret-2"><input type="checkbox" value="secret-3" checked>').pairs,
    );
    expect(text).not.toContain('secret');
  });

  test('open shadow roots are part of the page', () => {
    const { document } = new Window();
    const host = document.createElement('x-card');
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).innerHTML = '<dl><dt>Client</dt><dd>Mairie</dd></dl><a href="/f.pdf">PDF</a>';
    const snapshot = harvest(document as unknown as DocumentLike, 'https://outil.example/', null);
    expect(snapshot.pairs).toContainEqual(['Client', 'Mairie']);
    expect(snapshot.links.map(({ url }) => url)).toContain('https://outil.example/f.pdf');
  });
});

describe('addresses', () => {
  const urls = (body: string) => seen(body).links.map(({ url }) => url);

  test('links, data attributes, frames, forms, scripts', () => {
    const found = urls(
      `<a href="../pdf/1">a</a><button data-url="/d/2.pdf">b</button><iframe src="/v/3"></iframe><object data="/o/4" type="application/pdf"></object><form action="/imprimer/5"><button>PDF</button></form>
<button onclick="window.open('/open/6?pdf=1')">c</button><script>const state = {"pdf_url":"https:\\/\\/cdn.example\\/7.pdf"}</script>`,
    );
    for (const wanted of ['/pdf/1', '/d/2.pdf', '/v/3', '/o/4', '/imprimer/5', '/open/6?pdf=1', 'https://cdn.example/7.pdf'])
      expect(found).toContain(new URL(wanted, 'https://outil.example/').href);
  });

  test('no script, mail or telephone address', () => {
    expect(urls('<a href="javascript:alert(1)">a</a><a href="mailto:a@b.fr">b</a><a href="tel:+33">c</a>').filter(Boolean)).toEqual([]);
  });

  test('what stands around a link keeps its words apart', () => {
    expect(seen('<table><tr><td>F-1</td><td>05/11/2026</td><td><a href="/1.pdf">PDF</a></td></tr></table>').links[0]?.around).toBe(
      'F-1 05/11/2026 PDF',
    );
  });
});

test('a SIRET printed twice in one cell is one SIRET', () => {
  const page = seen(
    '<table><tr><td>Id. prof. 2 (SIRET)</td><td><span><span>73282932000074</span><span>732 829 320 00074</span></span></td></tr></table>',
  );
  expect(siretsOn(page, [])).toEqual(['73282932000074']);
  expect(siretsOn(page, ['73282932000074'])).toEqual([]);
});
