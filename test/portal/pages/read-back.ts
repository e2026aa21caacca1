import type { Frame, Page } from 'playwright-core';
import { at, type BuildName, blocksOf, type Field, type FormName, fieldOf, fieldsOf, repeatedBlocks } from './fields.ts';
import { nameOf } from './names.ts';
import type { SwitchName } from './switches.ts';
import { blockTitles } from './titles.ts';
import { amountIn, type Values } from './values.ts';

/**
 * What a form shows now, by field key, in the shape of a receipt: codes of options, dd/mm/yyyy, amounts as they are written, names of files. It looks
 * with its own knowledge of each build, never with the extension's: a bench compares what stands on the page, whatever the filler says of it. A field that is
 * empty, absent from this step, or shown in red and not kept by its page (« material ») has no key; neither has a recipient typed but not chosen.
 */
export async function readBack(page: Page, build: BuildName, form: FormName, switches: readonly SwitchName[] = []): Promise<Values> {
  if (build === 'react') return orderly(await page.evaluate(readReact), 'react', form);
  if (build === 'material') return orderly(await page.evaluate(readMaterial), 'material', form);
  const frame = build === 'tableau' ? page.frame({ name: 'contenu' }) : page.mainFrame();
  if (!frame) return {};
  return named(frame, build, form, switches);
}

/** Equal for the person who reads: spaces, spelling of amounts, leading zeros of a rank. */
export function sameValue(key: string, a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [(a ?? '').trim(), (b ?? '').trim()];
  const kind = fieldOf(key)?.kind;
  if (kind === 'amount' || kind === 'quantity') {
    const [x, y] = [amountIn(one), amountIn(other)];
    return x !== null && y !== null ? Math.abs(x - y) < 1e-9 : one === other;
  }
  if (kind === 'structure') return one.replace(/\s/g, '') === other.replace(/\s/g, '');
  return one.replace(/\s+/g, ' ') === other.replace(/\s+/g, ' ');
}

/** Fields that no longer hold what their page opened with, in every frame and open shadow root: on a page that is not the portal, none. */
export async function changedFields(page: Page): Promise<string[]> {
  const found = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const changed: string[] = [];
        const visit = (root: Document | ShadowRoot) => {
          for (const node of root.querySelectorAll('*')) {
            if (node.shadowRoot) visit(node.shadowRoot);
            const moved =
              node instanceof HTMLInputElement
                ? node.type === 'file'
                  ? (node.files?.length ?? 0) > 0
                  : node.value !== node.defaultValue || node.checked !== node.defaultChecked
                : node instanceof HTMLTextAreaElement
                  ? node.value !== node.defaultValue
                  : node instanceof HTMLSelectElement
                    ? [...node.options].some((option) => option.selected !== option.defaultSelected) && node.selectedIndex > 0
                    : false;
            if (moved) changed.push(`${node.localName} ${(node as HTMLInputElement).name || node.id}`);
          }
        };
        visit(document);
        return changed;
      }),
    ),
  );
  return found.flat();
}

/** Builds rendered by the server: everything has a name. */
async function named(frame: Frame, build: 'classique' | 'tableau', form: FormName, switches: readonly SwitchName[]): Promise<Values> {
  const wanted: [string, string, string][] = [];
  for (const block of blocksOf(form))
    for (const field of fieldsOf(form, block))
      for (let rank = 0; rank < (field.key.includes('[]') ? 40 : 1); rank++) {
        const key = at(field.key, rank);
        wanted.push([key, nameOf(build, form, key, switches), field.kind]);
      }
  return frame.evaluate((asked) => {
    const values: Record<string, string> = {};
    for (const [key, name, kind] of asked) {
      const nodes = [...document.getElementsByName(name)] as (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[];
      const node = nodes[0];
      if (!node) continue;
      let value = node.value;
      if (node instanceof HTMLInputElement && (node.type === 'radio' || node.type === 'checkbox'))
        value = (nodes as HTMLInputElement[]).find((one) => one.checked)?.value ?? '';
      if (node instanceof HTMLInputElement && node.type === 'file')
        value = node.files?.[0]?.name ?? (node.parentElement?.querySelector('.help-block, i')?.textContent ?? '').replace(/^Fichier joint : /, '');
      if (kind === 'structure') {
        const chosen = document.querySelector<HTMLElement>('form[data-structure]')?.dataset.structure ?? '';
        const told = node.closest('td')?.querySelector('b')?.textContent ?? '';
        if (chosen !== value && !told) value = '';
      }
      if (value) values[key] = value;
    }
    return values;
  }, wanted);
}

/** Blocks as they stand: title, then rows of fields in their order. */
type Seen = { title: string; rows: string[][] }[];

/** The two builds of the browser name nothing: a field is known by its place in its block. */
function orderly(seen: Seen, build: 'react' | 'material', form: FormName): Values {
  const values: Values = {};
  const shownBlocks = new Map(seen.map((block) => [block.title, block.rows]));
  for (const block of blocksOf(form)) {
    const rows = shownBlocks.get(blockTitles[build][block]) ?? [];
    const repeated = repeatedBlocks.some((name) => name === block);
    for (const [rank, row] of (repeated ? rows : rows.slice(0, 1)).entries()) {
      const list = fieldsOf(form, block);
      // Hidden ones are not drawn: how many are there says which.
      const drawn = build === 'material' ? list : list.filter((field) => !field.when || isOpen(field, list, row));
      for (const [place, field] of drawn.entries()) {
        const value = codeIn(field, row[place] ?? '');
        if (value) values[at(field.key, rank)] = value;
      }
    }
  }
  return values;
}

/** A conditional field is drawn when the field that commands it, before it in the row, shows the value. */
function isOpen(field: Field, list: readonly Field[], row: readonly string[]): boolean {
  const commander = list.findIndex((candidate) => candidate.key === field.when?.key);
  const command = list[commander];
  return command !== undefined && codeIn(command, row[commander] ?? '') === field.when?.value;
}

function codeIn(field: Field, shown: string): string {
  switch (field.kind) {
    case 'choice':
      return field.options?.find((option) => option.label === shown)?.value ?? '';
    case 'service':
      return /^(.+?) [-(]/.exec(shown)?.[1] ?? shown;
    case 'structure':
      return /^\d{14}/.exec(shown.replace(/\s/g, ''))?.[0] ?? '';
    case 'date':
      return /^\d{4}-/.test(shown) ? shown.split('-').reverse().join('/') : shown;
    default:
      return shown;
  }
}

function readReact(): Seen {
  const shown = (field: Element): string => {
    const combo = field.querySelector('button[role=combobox]');
    if (combo) return combo.querySelector('.none') ? '' : (combo.textContent ?? '');
    const box = field.querySelector<HTMLInputElement>('input[type=checkbox]');
    if (box) return box.checked ? 'true' : '';
    if (field.querySelector('input[type=file]')) {
      const words = field.querySelector('.drop span')?.textContent ?? '';
      return words.startsWith('Choisissez') ? '' : words;
    }
    const input = field.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    const value = input?.value ?? '';
    // a search is no choice
    return input?.getAttribute('role') === 'combobox' && !/^\S.* - /.test(value) ? '' : value;
  };
  return [...document.querySelectorAll('.block')].map((block) => ({
    title: block.querySelector('h2')?.textContent ?? '',
    rows: [...block.querySelectorAll('.grid')].map((grid) => [...grid.children].map(shown)),
  }));
}

function readMaterial(): Seen {
  const invoice = document.querySelector('app-root')?.shadowRoot?.querySelector('app-invoice')?.shadowRoot;
  const shown = (control: Element): string => {
    const root = control.shadowRoot;
    if (!root || control.hasAttribute('invalid')) return '';
    switch (control.localName) {
      case 'app-select':
        return root.querySelector('.value')?.textContent ?? '';
      case 'app-radio': {
        const checked = [...root.querySelectorAll('input')].find((input) => input.checked);
        return (checked && root.querySelector(`label[for="${checked.id}"]`)?.textContent) ?? '';
      }
      case 'app-checkbox':
        return root.querySelector('input')?.checked ? 'true' : '';
      case 'app-upload': {
        const words = root.querySelector('.value')?.textContent ?? '';
        return words === 'Aucun fichier' ? '' : words;
      }
      case 'app-lookup':
        // of the SIRET, the name that the server answered stands below
        return root.querySelector('.hint')?.textContent || !/SIRET/.test(root.textContent ?? '') ? (root.querySelector('input')?.value ?? '') : '';
      default:
        return root.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')?.value ?? '';
    }
  };
  return [...(invoice?.querySelectorAll('app-card') ?? [])].map((card) => ({
    title: card.shadowRoot?.querySelector('h2')?.textContent ?? '',
    rows: [...card.querySelectorAll('.grid')].map((grid) =>
      [...grid.children].map((control) => ((control as HTMLElement).hidden ? '' : shown(control))),
    ),
  }));
}
