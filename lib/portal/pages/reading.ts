import { isShown, shownParent, visit } from './dom.ts';
import { plain } from './text.ts';
import { amountOf, dayOf } from './values.ts';

/** A state of the portal with what a page may write for it. */
export interface StateNames {
  code: string;
  names: readonly string[];
}

export interface ReadRequest {
  /** Numbers of invoices that the desk knows. */
  numbers: readonly string[];
  states: readonly StateNames[];
  /** How long a list that fetches its rows is waited for, in milliseconds; 0 to read what is there. */
  waits?: number;
}

/** One invoice as the page lists it. */
export interface ListedRow {
  number: string;
  code: string;
  /** Amounts and days in its row, as plain decimals and ISO. */
  amounts: string[];
  days: string[];
  sirets: string[];
}

/** What the portal says once the user has pressed its last button; "" for what it does not say. */
export interface Confirmation {
  number: string;
  date: string;
  /** Code of the state, "" when it is none of the contract's. */
  state: string;
  identifier: string;
  certificate: string;
  /** Its own sentence. */
  sentence: string;
}

export interface PageReading {
  kind: 'sent' | 'draft' | 'login' | 'other';
  confirmation: Confirmation | null;
  rows: ListedRow[];
}

const blocks = /^(p|div|section|article|li|td|th|dt|dd|h[1-6]|tr|table|ul|ol|dl|header|main|form|fieldset|legend|label|br|center)$/;

/** The page's texts, block by block, as they are shown. */
export function linesOf(page: Document): string[] {
  const lines: string[] = [''];
  const cut = () => {
    if (lines.at(-1) !== '') lines.push('');
  };
  visit(
    page,
    (element) => {
      if (element.hasAttribute('data-coursier') || element.localName === 'nav' || element.localName === 'footer' || !isRendered(element))
        return false;
      if (blocks.test(element.localName) || element.shadowRoot) cut();
      return true;
    },
    (element) => {
      if (blocks.test(element.localName) || element.shadowRoot) cut();
    },
    (text) => {
      lines[lines.length - 1] = `${lines.at(-1) ?? ''}${text.nodeValue ?? ''}`.replace(/\s+/g, ' ').trimStart();
    },
  );
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function isRendered(element: HTMLElement): boolean {
  return element.checkVisibility ? element.checkVisibility() : !element.hidden;
}

const labels = {
  number: /^(numero (de |d |attribue |)?(la |)?(facture|avoir|piece|demande)?.*|facture numero|numero)$/,
  date: /^(date( et heure)? (de |du |d )?(depot|envoi|reception|transmission)|(deposee?|envoyee?|transmise?|recue?)( sur le portail)? le|date)$/,
  state: /^(etat|statut)( (courant|de la facture|actuel))?$/,
  identifier: /^(identifiant( (de la )?(facture|demande|technique|portail|chorus pro|cpp))*|numero (d )?(identifiant|identification|de depot))$/,
  certificate: /^(empreinte|certificat)( (de |du )?(depot|certificat de depot))?$/,
} as const;

function pairsIn(lines: readonly string[]): Map<keyof typeof labels, string> {
  const found = new Map<keyof typeof labels, string>();
  const take = (label: string, value: string) => {
    const read = plain(label);
    for (const [name, pattern] of Object.entries(labels) as [keyof typeof labels, RegExp][])
      if (!found.has(name) && value !== '' && value.length <= 120 && pattern.test(read)) found.set(name, value);
  };
  lines.forEach((line, index) => {
    const inline = /^([^:]{3,60}?)\s*:\s*(.+)$/.exec(line);
    if (inline) take(inline[1] ?? '', (inline[2] ?? '').trim());
    else take(line.replace(/\s*:$/, ''), lines[index + 1] ?? '');
  });
  return found;
}

const happened =
  /\b(facture|avoir|demande de paiement)\b.{0,60}\b(envoyee?|transmise?|deposee?|soumise?)\b|\b(envoi|depot|transmission) (reussie?|effectuee?|confirmee?|pris en compte)\b/;
const didNot = /\b(pas|non|refusee?|echec|erreur|impossible|sera|brouillon|avant|doit|rejetee?|comment|pour)\b/;
const kept = /\b(brouillons?)\b/;
const keeping = /\b(enregistree?|gardee?|sauvegardee?|dans vos|conservee?|mise? en)\b/;

/** Reads a page that is no form: what was sent, what is only a draft, what the list says of the invoices that are known. */
export function readPage(page: Document, { numbers, states }: ReadRequest, login: boolean): PageReading {
  const lines = linesOf(page);
  const rows = rowsAbout(page, numbers, states);
  const alone = new Set(rows.map(({ number }) => number)).size <= 1;
  if (login) return { kind: 'login', confirmation: null, rows: [] };
  const short = lines.filter((line) => line.length <= 240);
  const sentence = short.find((line) => happened.test(plain(line)) && !didNot.test(plain(line)) && !/^(vos |mes |les )?factures\b/i.test(line));
  if (sentence && alone) {
    const pairs = pairsIn(lines);
    const inSentence = numbers.find((number) => holdsWord(sentence, number)) ?? /n° ?([\w/+-]{3,20})/i.exec(sentence)?.[1] ?? '';
    const state = pairs.get('state') ?? '';
    return {
      kind: 'sent',
      confirmation: {
        number: pairs.get('number') ?? inSentence,
        date: pairs.get('date') ?? '',
        state: codeOf(state, states),
        identifier: pairs.get('identifier') ?? '',
        certificate: pairs.get('certificate') ?? '',
        sentence,
      },
      rows,
    };
  }
  const draft = short.find(
    (line) => kept.test(plain(line)) && (keeping.test(plain(line)) || short.some((other) => keeping.test(plain(other)) && kept.test(plain(other)))),
  );
  return { kind: draft && alone ? 'draft' : 'other', confirmation: null, rows };
}

export function codeOf(text: string, states: readonly StateNames[]): string {
  const read = plain(text);
  return read === ''
    ? ''
    : (states.find(({ code, names }) => plain(code.replaceAll('_', ' ')) === read || names.some((name) => plain(name) === read))?.code ?? '');
}

function holdsWord(text: string, word: string): boolean {
  const at = text.toUpperCase().indexOf(word.toUpperCase());
  if (at < 0 || word === '') return false;
  return !/[\p{L}\p{N}_/-]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\p{N}_/-]/u.test(text[at + word.length] ?? ' ');
}

/** The row or card of each known invoice: the smallest part of the page that holds its number and one state. */
function rowsAbout(page: Document, numbers: readonly string[], states: readonly StateNames[]): ListedRow[] {
  const places: { number: string; element: HTMLElement }[] = [];
  const shownStates: { code: string; element: HTMLElement }[] = [];
  visit(page, (element) => {
    if (element.hasAttribute('data-coursier') || !isRendered(element)) return false;
    const own = [...element.childNodes]
      .filter((node) => node.nodeType === 3)
      .map((node) => node.nodeValue ?? '')
      .join(' ')
      .trim();
    if (own !== '' && own.length <= 160) {
      const number = numbers.find((one) => holdsWord(own, one));
      if (number && isShown(element)) places.push({ number, element });
      const code = codeOf(own, states) || codeOf(own.replace(/^[^:]+:\s*/, ''), states);
      if (code && isShown(element)) shownStates.push({ code, element });
    }
    return true;
  });
  return places.flatMap(({ number, element }) => {
    for (let box: HTMLElement | null = element, steps = 0; box && steps < 8; box = shownParent(box), steps++) {
      const around = box;
      const inside = shownStates.filter((state) => within(state.element, around));
      if (inside.length === 0) continue;
      const codes = new Set(inside.map(({ code }) => code));
      if (codes.size !== 1) return [];
      const parts = leafTexts(around);
      return [
        {
          number,
          code: [...codes][0] as string,
          amounts: [...new Set(parts.flatMap((text) => [...text.matchAll(money)].flatMap(([found]) => amountOf(found) ?? [])))],
          days: [...new Set(parts.flatMap((text) => [...text.matchAll(days)].flatMap(([found]) => dayOf(found) ?? [])))],
          sirets: [...new Set(parts.flatMap((text) => (text.replace(/\s/g, '').match(/\d{14}/g) ?? []) as string[]))],
        },
      ];
    }
    return [];
  });
}

const money = /-?\d{1,3}(?:[\s.]?\d{3})*[,.]\d{2}(?!\d)/g;
const days = /\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d\d-\d\d)\b/g;

function within(inner: HTMLElement, outer: HTMLElement): boolean {
  for (let node: HTMLElement | null = inner; node; node = shownParent(node)) if (node === outer) return true;
  return false;
}

/** Texts of a row, each by itself: what two cells hold is never read as one number. */
function leafTexts(box: HTMLElement): string[] {
  const texts: string[] = [];
  visit(
    box,
    () => true,
    undefined,
    (text) => texts.push((text.nodeValue ?? '').trim()),
  );
  return texts.filter((text) => text !== '');
}
