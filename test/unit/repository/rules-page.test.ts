import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rules } from '../../../lib/invoice/rules/index.ts';
import { syntaxRules } from '../../../lib/reading/xml/rules/index.ts';
import { rulesPage } from '../../../scripts/rules-page.ts';

it('docs/rules.md is the table of rules (npm run rules writes it)', () => {
  expect(readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8')).toBe(rulesPage());
});

it('no identifier stands for two rules', () => {
  const ids = [...rules, ...syntaxRules].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(600);
});
