import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requirementWords } from '../../../lib/directory/requirements.ts';
import { check } from '../../../lib/invoice/check.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { restoreInvoice } from '../../../lib/invoice/model.ts';
import { rules } from '../../../lib/invoice/rules/index.ts';
import { statuses, stepLabels } from '../../../lib/portal/statuses.ts';
import { syntaxRules } from '../../../lib/reading/xml/rules/index.ts';
import { speech } from '../../../lib/ui/words/en/english.ts';
import { said } from '../../../lib/ui/words/en/said.ts';
import { phrases } from '../../../lib/ui/words/en/sentences/phrases.ts';
import { sentences } from '../../../lib/ui/words/en/sentences.ts';
import { coreSentences, wordsInScreens } from './french-texts.ts';
import { frenchFiles, shapeOf, textsOf } from './words.ts';

const files = await frenchFiles();

/** French words that English does not have; what stands between guillemets is quoted as it is. */
const leftOver = (text: string) =>
  / (le|la|les|un|une|des|du|est|dans|pour|avec|sur|vous|votre|vos|elle|pas|facture|mairie)[ ,.:]|[a-z]’(?!s\b|t\b)[a-zé]|[èçùœ]/.exec(
    ` ${text.replace(/«.*?»/g, '')} `.toLowerCase(),
  )?.[0];

describe('every word of the screens has its English', () => {
  it.each(files)('$name hands all its lists of French words to the dictionary', ({ name, source, lists }) => {
    const handed = new RegExp(`^words\\('${name}', \\{([^}]*)\\}\\);`, 'm').exec(source)?.[1];
    expect(handed, `end fr/${name}.ts with words('${name}', { every list it exports })`).toBeDefined();
    expect((handed ?? '').match(/\w+/g)?.sort()).toEqual(Object.keys(lists).sort());
  });

  it.each(files)('$name has the same words in English, and none that are gone', ({ name, lists }) => {
    const french = shapeOf(lists, name);
    const english = shapeOf(speech.files[name] ?? {}, name);
    expect(
      french.filter((path) => !english.includes(path)),
      'add these to en/',
    ).toEqual([]);
    expect(
      english.filter((path) => !french.includes(path)),
      'take these out of en/',
    ).toEqual([]);
  });

  it('has no French left in it', () => {
    const names = new Set(['faults.languages.fr', 'settings.settings.languages.fr']);
    const texts = Object.entries(speech.files).flatMap(([name, lists]) => [...textsOf(lists, name)]);
    expect(texts.length).toBeGreaterThan(1_000);
    expect(texts.filter(({ path, text }) => !names.has(path) && !path.includes('Hint') && leftOver(text))).toEqual([]);
  });
});

it('no screen has French words of its own', () => {
  expect(wordsInScreens(), 'put these in words/fr').toEqual([]);
});

describe('every sentence of the core has its English', () => {
  const keys = Object.keys({ ...sentences, ...phrases }).map((key) => key.replace(/\.$/, ''));
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

  it('those of rules, statuses and demands', () => {
    const all = new Set([
      ...[...rules, ...syntaxRules].flatMap(({ message, remedy }) => [message, remedy]),
      ...Object.values(statuses).flatMap(({ label, sentence }) => [label, sentence]),
      ...Object.values(stepLabels),
      ...Object.values(requirementWords).flatMap(({ short, sentence }) => [short, sentence]),
    ]);
    expect(all.size).toBeGreaterThan(900);
    expect([...all].filter((french) => said(french) === french)).toEqual([]);
    expect([...all].map(said).filter(leftOver)).toEqual([]);
  });

  it('and those that are put together from parts', () => {
    const missing = coreSentences().filter(({ text }) => {
      const sample = text.replaceAll('{}', 'X7');
      if (said(sample) !== sample) return false;
      const part = new RegExp(text.trim().replace(/\.$/, '').split('{}').map(escaped).join('.*').replace(/\d+/g, '(\\d+|{})'), 'i');
      return !keys.some((key) => part.test(key));
    });
    expect(missing, 'add these to en/sentences/').toEqual([]);
  });

  it('on drafts that break them, lines and amounts included', () => {
    const folder = new URL('../../fixtures/drafts-bad/', import.meta.url);
    const told = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const invoice = complete(restoreInvoice(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
        return (['portal', 'chorus', 'afnor'] as const).flatMap((target) => check(invoice, target, { today: '2026-12-01', requires: 'both' }));
      });
    expect(told.length).toBeGreaterThan(100);
    // names of goods and what was typed are the user's own
    const ours = (text: string) => said(text).replace(/\(.*?\)|“.*?”/g, '');
    const french = told.flatMap(({ message, remedy }) => [message, remedy]).filter((text) => said(text) === text || leftOver(ours(text)));
    expect([...new Set(french)]).toEqual([]);
  });

  it('in the user’s own amounts, dates and names', () => {
    expect(said('La TVA à 5,5 % ne tombe pas juste : 100,00 € donne 5,50 €, pas 55,00 €.')).toBe(
      'VAT at 5.5% does not add up: €100.00 gives €5.50, not €55.00.',
    );
    expect(said('Ligne 2 (Pain de campagne) : la quantité d’une ligne manque.')).toBe(
      'Line 2 (Pain de campagne): the quantity of a line is missing.',
    );
    expect(said('La ligne 3 (Brioche) ne tombe pas juste : quantité × prix ne donne pas le montant.')).toBe(
      'Line 3 (Brioche) does not add up: quantity × price does not give the amount.',
    );
    expect(said('BCE, décision du 6 juin 2024 (effet au 12 juin 2024)')).toBe('ECB, decision of 6 June 2024 (in force on 12 June 2024)');
    expect(said('Facture F-12 : mise en paiement')).toBe('Invoice F-12: payment under way');
    // a non-breaking space is a space
    expect(said('L’IBAN n’est pas valable\u00a0: un caractère est faux ou manque.')).toBe('The IBAN is not valid: a character is wrong or missing.');
    expect(said('Rien de connu ici.')).toBe('Rien de connu ici.');
  });
});
