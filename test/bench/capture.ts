import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldName } from '../../lib/extraction/result.ts';
import { type Capturer, openCapture } from '../../scripts/capturer.ts';
import { root } from '../../scripts/steps.mjs';
import { type Book, books } from '../fixtures/billing/invoices.ts';
import { openFixtureTools, type Tools } from '../fixtures/billing/server.ts';
import { truthOf } from '../fixtures/printed.ts';

/** One kind of page: how many documents came out whole, how many fields are right, and how long it took. */
export interface CaptureRow {
  kind: string;
  documents: number;
  documentsRight: number;
  fields: number;
  fieldsRight: number;
  /** A value where the truth has another, or none. */
  wrong: number;
  /** Of these, said to be sure. */
  sureWrong: number;
  /** Milliseconds of each capture, page looked at to invoice kept. */
  ms: number[];
  misses: string[];
}

interface Case {
  kind: string;
  path: string;
  book?: Book;
  /** Fields that neither this page nor its PDF shows. */
  unseen?: readonly FieldName[];
  /** Code that must be said instead of a capture. */
  error?: string;
}

const seller: readonly FieldName[] = ['sellerName', 'sellerSiret', 'sellerVat'];

export const cases: readonly Case[] = [
  { kind: 'Dolibarr', path: '/dolibarr/compta/facture/card.php?id=1', book: 'card' },
  { kind: 'Dolibarr', path: '/dolibarr/compta/facture/card.php?facid=1', book: 'card' },
  { kind: 'Dolibarr', path: '/dolibarr/compta/facture/card.php?id=2', book: 'credit' },
  { kind: 'Dolibarr, brouillon sans PDF', path: '/dolibarr/compta/facture/card.php?id=3', book: 'draft', unseen: [...seller, 'invoiceNumber'] },
  { kind: 'Odoo (portail)', path: '/my/invoices/12', book: 'portal' },
  { kind: 'PDF par bouton (script)', path: '/plane/invoices/view/7', book: 'plane' },
  { kind: 'PDF par bouton (script)', path: '/bouton/menu', book: 'single' },
  { kind: 'PDF par bouton (script)', path: '/bouton/apercu', book: 'single' },
  { kind: 'PDF en blob', path: '/mono/factures/88', book: 'single' },
  { kind: 'PDF en blob', path: '/bouton/blob', book: 'single' },
  { kind: 'Onglet PDF', path: '/fichiers/facture.pdf', book: 'tab' },
  { kind: 'Onglet PDF', path: '/fichiers/sans-nom', book: 'tab' },
  { kind: 'Formulaire seul', path: '/outil/edition', book: 'form', unseen: [...seller, 'bic'] },
  { kind: 'Fiche seule', path: '/outil/fiche', book: 'form', unseen: [...seller, 'iban', 'bic', 'buyerSiret'] },
  { kind: 'PDF par formulaire posté', path: '/outil/poste', book: 'form' },
  { kind: 'PDF sur un autre site', path: '/outil/ailleurs', book: 'form' },
  { kind: 'Refus clairs', path: '/outil/liste', error: 'page-several' },
  { kind: 'Refus clairs', path: '/outil/devis', error: 'page-quote' },
  { kind: 'Refus clairs', path: '/vide', error: 'page-nothing' },
];

const plain = (text: string) => text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();

/** Every case once, by kind. `tools` and `capturer` are opened and closed here unless given. */
export async function captureRows(given: { tools?: Tools; capturer?: Capturer; only?: RegExp } = {}): Promise<CaptureRow[]> {
  const tools = given.tools ?? (await openFixtureTools());
  const capturer = given.capturer ?? (await openCapture());
  const rows = new Map<string, CaptureRow>();
  try {
    await capturer.before(async (page) => page.goto(`${tools.address}/dolibarr/entrer`));
    for (const { kind, path, book, unseen = [], error } of cases) {
      if (given.only && !given.only.test(path)) continue;
      const row = rows.get(kind) ?? { kind, documents: 0, documentsRight: 0, fields: 0, fieldsRight: 0, wrong: 0, sureWrong: 0, ms: [], misses: [] };
      rows.set(kind, row);
      row.documents++;
      const lecture = await capturer.capture(`${tools.address}${path}`);
      row.ms.push(lecture.ms.total);
      if (error || !book || lecture.error) {
        if (error !== undefined && lecture.error?.code === error) row.documentsRight++;
        else row.misses.push(`${path}: ${lecture.error?.code ?? 'pris'} au lieu de ${error ?? 'pris'}`);
        continue;
      }
      let whole = true;
      for (const [name, told] of Object.entries(truthOf(books[book]).fields)) {
        const field = name as FieldName;
        const wanted = unseen.includes(field) ? null : told;
        const { value, confidence } = lecture.fields[field];
        const right =
          wanted === null ? value === null : value !== null && (field.endsWith('Name') ? plain(value) === plain(wanted) : value === wanted);
        if (wanted !== null) row.fields++;
        if (wanted !== null && right) row.fieldsRight++;
        // A draft has no number yet: whatever the tool calls it is no fault of ours.
        if (right || (wanted === null && field === 'invoiceNumber')) continue;
        if (['invoiceNumber', 'issueDate', 'totalGross', 'buyerSiret'].includes(field)) whole = false;
        if (value !== null) row.wrong++;
        if (value !== null && confidence === 'sure') row.sureWrong++;
        row.misses.push(`${path} ${field}: ${wanted ?? 'rien'} → ${value ?? 'rien'} (${confidence})`);
      }
      if (whole) row.documentsRight++;
    }
    if (tools.harm.length > 0) throw new Error(`an address that changes something was asked for: ${tools.harm.join(', ')}`);
  } finally {
    if (!given.capturer) await capturer.close();
    if (!given.tools) await tools.close();
  }
  return [...rows.values()];
}

/** Milliseconds from the click on « Lire » to the first field of the invoice on the screen, each time in a panel just opened, each time another invoice. */
export async function clickToFilled(capturer: Capturer, tools: Tools, times = 5): Promise<number[]> {
  const measured: number[] = [];
  for (let time = 0; time < times; time++) {
    const page = await capturer.open(`${tools.address}/outil/lien/${time}`);
    const panel = await capturer.panel(page.tabId);
    await panel.setViewportSize({ width: 360, height: 765 });
    const button = panel.locator('.beside .button.strong');
    await button.waitFor();
    measured.push(
      await panel.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const started = performance.now();
            const observer = new MutationObserver(() => {
              if (!document.querySelector('[data-testid^="field-"]')) return;
              observer.disconnect();
              requestAnimationFrame(() => resolve(Math.round(performance.now() - started)));
            });
            observer.observe(document.body, { childList: true, subtree: true });
            document.querySelector<HTMLButtonElement>('.beside .button.strong')?.click();
          }),
      ),
    );
    await panel.close();
    await page.page.close();
  }
  return measured;
}

/** What the scripts put into tools' pages weigh, bytes, and what the one that stands on allowed sites costs there, milliseconds. */
export async function scriptCosts(capturer: Capturer, tools: Tools): Promise<{ bytes: Record<string, number>; offered: number }> {
  const folder = join(root, '.output/chrome-mv3/content-scripts');
  const bytes = Object.fromEntries(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size]));
  const code = readFileSync(join(folder, 'button.js'), 'utf8');
  const { page } = await capturer.open(`${tools.address}/dolibarr/compta/facture/card.php?id=1`);
  const offered = await page.evaluate((source) => {
    const nobody = { runtime: { id: 'x', sendMessage: undefined } };
    const started = performance.now();
    new Function('browser', 'chrome', source)(nobody, nobody);
    return performance.now() - started;
  }, code);
  await page.close();
  return { bytes, offered };
}
