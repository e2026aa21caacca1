import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type {} from '../../entrypoints/sidepanel/bench.ts';
import type { FillState } from '../../lib/desk/filling.ts';
import { complete } from '../../lib/invoice/complete.ts';
import { type Invoice, restoreInvoice } from '../../lib/invoice/model.ts';
import { goesOn } from '../../lib/portal/pages/buttons.ts';
import { createServer } from '../../pwa/server.ts';
import { root } from '../../scripts/steps.mjs';
import { closeTab, type ExtensionWorld, startExtension } from '../browsers/extension-world.ts';
import { createTrainingPortal, type TrainingPortal } from '../portal/app.ts';
import { type BuildName, buildNames, type FormName, formNames } from '../portal/pages/fields.ts';
import { ordinaryForms } from '../portal/pages/ordinary/forms.ts';
import { changedFields, readBack, sameValue } from '../portal/pages/read-back.ts';
import type { Values } from '../portal/pages/values.ts';
import { expectedOf, untouched } from './fill-expected.ts';

/** Drafts of every sort: franchise, two rates, credit note, paid, contract, rate that the list lacks, discount and carriage, the State, four rates, discounts of lines. */
const drafts = [
  '01-boulanger-franchise',
  '02-plombier-deux-taux',
  '04-avoir',
  '05-deja-payee',
  '06-services-debits',
  '07-outre-mer',
  '09-remise-et-port',
  '10-etat',
  '20-quatre-taux',
  '21-remises-de-ligne',
] as const;

export interface FillRow {
  build: BuildName;
  form: FormName;
  fields: number;
  right: number;
  wrong: number;
  /** From the order to the last field of each page, milliseconds, one for each draft. */
  ms: number[];
  /** The first few fields that were not right, for whoever must mend them. */
  misses: string[];
}

export interface FillFigures {
  rows: FillRow[];
  /** Pages that are not the portal, and the fields that were touched there. */
  foreign: { pages: number; touched: string[] };
}

/** Waits as its user would until the page asks nothing of the server any more. */
async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined);
}

async function pressNext(page: Page): Promise<boolean> {
  for (const frame of page.frames())
    for (const button of await frame.locator('button:visible, input[type=submit]:visible').all()) {
      const text = ((await button.textContent()) || (await button.getAttribute('value')) || '').trim();
      if (!goesOn(text) || (await button.isDisabled())) continue;
      await button.click({ timeout: 3_000 }).catch(() => undefined);
      return true;
    }
  return false;
}

/** The page may go on to another while it is looked at. */
async function shownIn(page: Page, build: BuildName, form: FormName): Promise<Values> {
  for (let tries = 0; ; tries++) {
    try {
      return await readBack(page, build, form);
    } catch (error) {
      if (tries === 4) throw error;
      await page.waitForLoadState('load').catch(() => undefined);
      await page.waitForTimeout(200);
    }
  }
}

function isRight(key: string, shown: string | undefined, wanted: readonly string[] | null): boolean {
  if (!shown) return false;
  return wanted === null || wanted.some((spelling) => sameValue(key, shown, spelling));
}

/** Field by field: what should be there and is not; what is there and should not be. */
export function judged(invoice: Invoice, form: FormName, shown: Values): { fields: number; right: number; wrong: string[]; missing: string[] } {
  const expected = expectedOf(invoice, form);
  const wrong: string[] = [];
  const missing: string[] = [];
  let right = 0;
  for (const [key, wanted] of Object.entries(expected)) {
    if (isRight(key, shown[key], wanted)) right++;
    else if (!shown[key]) missing.push(key);
    else wrong.push(`${key} = « ${shown[key]} », not « ${wanted?.[0] ?? ''} »`);
  }
  for (const [key, value] of Object.entries(shown)) {
    if (key in expected || untouched[key] === value) continue;
    // the page numbers its empty rows itself; a supporting document may be named
    if (/\.numero$|^pieces\[0\]\.(type|designation)$/.test(key)) continue;
    wrong.push(`${key} = « ${value} », nothing was asked`);
  }
  return { fields: Object.keys(expected).length, right, wrong, missing };
}

export function draftAt(name: string): Invoice {
  const invoice = complete(restoreInvoice(JSON.parse(readFileSync(join(root, 'test/fixtures/drafts', `${name}.json`), 'utf8'))));
  // The practice account is of one company: what it sends is its own.
  return { ...invoice, seller: { ...invoice.seller, siret: '12345678200010' } };
}

interface Filler {
  open(invoice: Invoice, url: string): Promise<{ page: Page; fill(): Promise<FillState> }>;
}

async function filler(extension: ExtensionWorld, practice: string[]): Promise<Filler> {
  const panel = await extension.openOwn('sidepanel.html#/banc');
  await panel.waitForFunction(() => globalThis.coursierFill !== undefined);
  return {
    async open(invoice, url) {
      const id = await panel.evaluate(([draft, origins]) => globalThis.coursierFill?.prepare(draft, origins as string[]), [
        invoice,
        practice,
      ] as const);
      const page = await extension.openPage(url);
      await quiet(page);
      const tab = await extension.tabId(page);
      return {
        page,
        async fill() {
          const state = await panel.evaluate(([one, at]) => globalThis.coursierFill?.fill(one as string, at as number), [id ?? '', tab] as const);
          if (!state) throw new Error('the panel gave no state');
          return state;
        },
      };
    },
  };
}

async function fillOne(
  tool: Filler,
  portal: TrainingPortal,
  url: string,
  build: BuildName,
  form: FormName,
  invoice: Invoice,
): Promise<{ shown: Values; ms: number }> {
  const { page, fill } = await tool.open(invoice, url);
  let ms = 0;
  let shown: Values = {};
  for (let step = 0; step < 10; step++) {
    const state = await fill();
    ms = Math.max(ms, state.ms);
    shown = { ...shown, ...(build === 'classique' ? portal.control.pages.held() : {}), ...(await shownIn(page, build, form)) };
    if (state.trouble !== '' || !(await pressNext(page))) break;
    await quiet(page);
  }
  await closeTab(page);
  return { shown, ms };
}

/** Four builds, two forms, ten drafts; then the imitation and the ordinary forms, where every field must stay as it was. */
export async function benchFill(tell: (line: string) => void = () => undefined): Promise<FillFigures> {
  const portal = createTrainingPortal();
  const server = await createServer({ root: join(root, '.output/pwa'), portal }).listen(0, '127.0.0.1');
  const base = `http://localhost:${server.port}`;
  const elsewhere = `http://127.0.0.1:${server.port}`;
  const extension = await startExtension({ allowed: [base, elsewhere], practice: [base] });
  // tsx names inner functions with a helper that the pages do not have
  await extension.context.addInitScript('globalThis.__name = (named) => named');
  const rows: FillRow[] = [];
  try {
    const tool = await filler(extension, [base]);
    for (const name of drafts) {
      const { buyer, serviceCode } = draftAt(name);
      if (serviceCode) portal.control.pages.teach(buyer.siret, buyer.name, [{ code: serviceCode, name: 'Service des factures' }]);
    }
    for (const build of buildNames)
      for (const form of formNames) {
        const row: FillRow = { build, form, fields: 0, right: 0, wrong: 0, ms: [], misses: [] };
        for (const name of drafts) {
          const invoice = draftAt(name);
          const { shown, ms } = await fillOne(tool, portal, `${base}/entrainement/formulaires/${build}/${form}`, build, form, invoice);
          const verdict = judged(invoice, form, shown);
          row.fields += verdict.fields;
          row.right += verdict.right;
          row.wrong += verdict.wrong.length;
          row.ms.push(ms);
          row.misses.push(...[...verdict.wrong, ...verdict.missing.map((key) => `${key} empty`)].map((miss) => `${name}: ${miss}`));
        }
        tell(
          `${build} ${form}: ${row.right}/${row.fields}, wrong ${row.wrong}, ${Math.round(median(row.ms))} ms${row.misses.length ? `\n  ${row.misses.join('\n  ')}` : ''}`,
        );
        rows.push(row);
      }
    const foreign = [
      ...Object.keys(ordinaryForms).map((name) => `${base}/entrainement/formulaires/ordinaires/${name}`),
      ...formNames.map((form) => `${elsewhere}/entrainement/formulaires/imitation/${form}`),
      `${elsewhere}/entrainement/formulaires/imitation/connexion`,
    ];
    const touched: string[] = [];
    for (const url of foreign) {
      const { page, fill } = await tool.open(draftAt('02-plombier-deux-taux'), url);
      const before = await changedFields(page);
      await fill();
      touched.push(...(await changedFields(page)).filter((field) => !before.includes(field)).map((field) => `${url} ${field}`));
      await closeTab(page);
    }
    tell(`${foreign.length} pages that are not the portal: ${touched.length} fields touched`);
    return { rows, foreign: { pages: foreign.length, touched } };
  } finally {
    await extension.close();
    await server.close();
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
