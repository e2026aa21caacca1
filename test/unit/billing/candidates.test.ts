import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buttonsOf, candidatesOf, menusOf, scoreOf } from '../../../lib/billing/generic/candidates.ts';
import type { SeenLink } from '../../../lib/billing/snapshot.ts';

const page = 'https://outil.example/factures/12';
const link = (url: string, more: Partial<SeenLink> = {}): SeenLink => ({
  kind: 'link',
  url: new URL(url, page).href,
  at: 0,
  text: '',
  hints: '',
  type: '',
  download: false,
  post: false,
  hidden: false,
  around: '',
  x: 0,
  y: 0,
  adapter: '',
  ...more,
});

describe('addresses worth a request', () => {
  test.each([
    ['/invoices/12/download', { text: 'Télécharger' }],
    ['/document.php?modulepart=facture&file=FA1%2FFA1.pdf', { text: 'FA1.pdf' }],
    ['/my/invoices/12?report_type=pdf&access_token=x', { text: 'Imprimer' }],
    ['/plane/invoices/generate_pdf/7', { kind: 'script' as const }],
    ['/x/9f1c', { type: 'application/pdf', kind: 'frame' as const }],
    ['/f/12', { hints: 'btn icon-pdf', text: '' }],
    ['https://stockage.example/o/1?response-content-type=application%2Fpdf', { text: 'Voir le PDF' }],
  ])('%s', (url, more) => {
    expect(candidatesOf([link(url, more)], page)).toHaveLength(1);
  });

  test.each([
    ['/aide/guide.pdf', { text: 'Aide' }],
    ['/cgv.pdf', { text: 'Conditions générales' }],
    ['/devis/3.pdf', { text: 'Devis' }],
    ['/factures', { text: 'Factures' }],
    ['/factures/export.csv', { text: 'Télécharger en CSV' }],
    ['/compte', { text: 'Mon compte' }],
  ])('left alone: %s', (url, more) => {
    expect(candidatesOf([link(url, more)], page)).toHaveLength(0);
  });

  test('the invoice that the page is about comes before another one', () => {
    const [best] = candidatesOf([link('/pdf/1', { text: 'PDF', around: 'F-1' }), link('/pdf/2', { text: 'PDF', around: 'F-2' })], page, ['F-2']);
    expect(best?.link.url).toContain('/pdf/2');
  });
});

describe('what changes something is never asked for', () => {
  const verbs = [
    'delete',
    'remove_file',
    'supprimer',
    'logout',
    'send',
    'envoyer',
    'validate',
    'valider',
    'cancel',
    'annuler',
    'pay',
    'archive',
    'clone',
    'builddoc',
  ];

  test('whatever else speaks for the address', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...verbs),
        fc.constantFrom('/', '?action=', '&do='),
        fc.constantFrom('', '/', '&x=1'),
        fc.webPath(),
        (verb, before, after, path) => {
          const url = `https://outil.example${path}/facture.pdf${before === '&do=' ? '?x=1' : ''}${before}${verb}${after}`;
          expect(scoreOf(link(url, { type: 'application/pdf', text: 'Télécharger le PDF', download: true }), page)).toBeNull();
        },
      ),
    );
  });

  test('nor a link that says so in its words', () => {
    expect(scoreOf(link('/f/12.pdf', { text: 'Supprimer le PDF' }), page)).toBeNull();
    expect(scoreOf(link('/f/12.pdf', { text: 'Envoyer par courriel' }), page)).toBeNull();
  });

  test('a form is sent again only when it says PDF itself', () => {
    expect(scoreOf(link('/imprimer', { kind: 'form', post: true, text: 'Télécharger le PDF' }), page)).not.toBeNull();
    expect(scoreOf(link('/facture', { kind: 'form', post: true, text: 'Continuer' }), page)).toBeNull();
  });
});

describe('buttons', () => {
  const press = (text: string, more: Partial<SeenLink> = {}) => link('/', { kind: 'press', url: '', text, ...more });

  test('the one that makes a PDF, shown before hidden', () => {
    const found = buttonsOf(
      [press('Supprimer'), press('Télécharger', { hidden: true }), press('Télécharger le PDF'), press('Exporter en CSV'), press('Enregistrer')],
      page,
    );
    expect(found.map(({ link: one }) => one.text)).toEqual(['Télécharger le PDF', 'Télécharger']);
  });

  test('menus that may hide one; never the account, never what removes', () => {
    const menus = menusOf([
      press('⋯', { hints: 'menu' }),
      press('Actions'),
      press('Mon compte', { hints: 'menu' }),
      press('Supprimer', { hints: 'menu' }),
    ]);
    expect(menus.map(({ text }) => text)).toEqual(['⋯', 'Actions']);
  });
});
