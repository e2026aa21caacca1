import type { DocumentLike } from '../billing/dom.ts';
import { agreementOf } from '../billing/generic/agreement.ts';
import { candidatesOf } from '../billing/generic/candidates.ts';
import { customerPage, notePage, siretsOn } from '../billing/generic/customer.ts';
import { numbersOf } from '../billing/generic/numbers.ts';
import { listedReading } from '../billing/generic/reading.ts';
import { valuesOf } from '../billing/generic/values.ts';
import { harvest } from '../billing/page/harvest.ts';
import { type Nature, natureOf, natureOfTitles } from '../extraction/nature.ts';
import type { Extraction } from '../extraction/result.ts';
import { Fault } from '../invoice/fault.ts';
import type { Tabs } from '../platform/tabs.ts';
import type { Reading } from '../reading/document.ts';
import type { CaptureOptions, PageOutcome, Pages } from './api-pages.ts';
import type { Bench } from './bench.ts';
import { waitForFile } from './page-armed.ts';
import { alreadyHere, keep } from './page-keep.ts';
import { buttonsIn, pressedFiles } from './page-press.ts';
import { type FetchedPdf, type Frame, fetchCandidates, fetchHere, fetchIn, look, settled } from './page-scan.ts';
import { knownOf, mergedWithTold } from './reading-case.ts';
import { noWords, type Told, wordsOf } from './told.ts';

/** Everything a page told, before any PDF. */
interface Seen {
  tabId: number;
  frames: Frame[];
  /** The frame that shows the invoice. */
  frame: Frame;
  extraction: Extraction;
  reading: Reading;
  nature: Nature;
  main: string;
  numbers: string[];
}

interface Judged {
  pdf: { name: string; bytes: Uint8Array; url: string };
  reading: Reading;
  extraction: Extraction;
  nature: Nature;
  agreement: number;
}

/** Capture in billing tools: the seven steps of lib/billing/README.md. Loaded when a page is first read. */
export function pageCases(bench: Bench, tabs: Tabs): Pages {
  const { stages } = bench;
  /** What the reading will need is fetched while the page is looked at. */
  const warm = () => {
    void bench.directory().catch(() => undefined);
    void stages.warm?.();
  };
  const environment = async () => (await bench.settings()).environment;

  async function see(tabId: number, number: string): Promise<Seen> {
    const frames = await settled(tabs, tabId);
    const rich = frames.filter(({ snapshot }, index) => index === 0 || snapshot.lines.length > 12).slice(0, 4);
    const env = await environment();
    const all = await Promise.all(
      rich.map(async (frame) => {
        const { snapshot } = frame;
        const { main, all: numbers } = numbersOf(snapshot);
        const { extract } = await knownOf(bench, listedReading([]), env, true);
        const narrowed = number !== '' && numbers.length > 1 && main !== number ? narrowedTo(snapshot, number, numbers) : snapshot;
        const values = await valuesOf(narrowed, extract, number || main);
        const titles = natureOfTitles([...snapshot.headings, snapshot.title]);
        return { frame, ...values, main: number || main, numbers, nature: titles === 'unknown' ? natureOf(values.reading) : titles };
      }),
    );
    const best = [...all].sort((a, b) => Number(b.extraction.looksLikeInvoice) - Number(a.extraction.looksLikeInvoice) || a.frame.id - b.frame.id)[0];
    if (!best) throw new Fault('page-lost');
    return { tabId, frames, ...best };
  }

  async function judge(
    pdf: FetchedPdf | { name: string; bytes: Uint8Array; url: string },
    seen: Seen | null,
    options: CaptureOptions,
  ): Promise<Judged> {
    const name = pdf.name || 'facture.pdf';
    const reading = await stages.read({ name, bytes: pdf.bytes }, { ...(options.signal ? { signal: options.signal } : {}) });
    const { extract } = await knownOf(bench, reading, await environment());
    const extraction = await extract(reading);
    const nature = reading.embedded ? 'invoice' : natureOf(reading);
    const agreement = seen ? agreementOf(reading, extraction, nature, { number: seen.main, fields: seen.extraction.fields }) : 0;
    return { pdf: { name, bytes: pdf.bytes, url: pdf.url }, reading, extraction, nature, agreement };
  }

  /** The customer's page and the page of notes, each once, where they have something to tell that is still missing. */
  async function follow(seen: Seen, { fields }: Extraction): Promise<{ sirets: string[]; page: Extraction }> {
    const { frame, tabId } = seen;
    const asked = async (url: string) => {
      const answer = url === '' ? null : await fetchIn(tabs, tabId, frame.id, url, -1, true);
      if (answer?.kind !== 'page' || answer.login || answer.html === '') return null;
      const inert = new DOMParser().parseFromString(bare(answer.html), 'text/html');
      return harvest(inert as unknown as DocumentLike, answer.url, null);
    };
    const buyer = seen.extraction.fields.buyerName.value ?? fields.buyerName.value;
    const [customer, note] = await Promise.all([
      asked(fields.buyerSiret.value === null ? customerPage(frame.snapshot, buyer) : ''),
      asked(fields.engagementNumber.value === null || fields.serviceCode.value === null ? notePage(frame.snapshot) : ''),
    ]);
    const own = [fields.sellerSiret.value ?? '', (await bench.profile()).seller.siret];
    const sirets = customer ? siretsOn(customer, own) : [];
    if (!note) return { sirets, page: seen.extraction };
    const { extract } = await knownOf(bench, listedReading([]), await environment(), true);
    const noted = await extract(listedReading([...note.pairs, ...note.notes.map((text): [string, string] => ['Note', text])]));
    const page = { ...seen.extraction, fields: { ...seen.extraction.fields } };
    for (const name of ['engagementNumber', 'serviceCode', 'contractNumber'] as const)
      if (page.fields[name].value === null && noted.fields[name].value !== null) page.fields[name] = { ...noted.fields[name], page: null, box: null };
    return { sirets, page };
  }

  async function finish(seen: Seen | null, judged: Judged | null, options: CaptureOptions): Promise<PageOutcome> {
    const nature = judged ? judged.nature : (seen?.nature ?? 'unknown');
    if (!options.insist && (nature === 'quote' || nature === 'order' || nature === 'delivery'))
      return { kind: 'not-invoice', nature, number: (judged?.extraction ?? seen?.extraction)?.fields.invoiceNumber.value ?? '' };
    if (judged && !judged.extraction.looksLikeInvoice && !options.insist && judged.agreement < 3)
      return { kind: 'not-invoice', nature: 'unknown', number: '' };
    options.onProgress?.('customer');
    const followed = seen ? await follow(seen, judged?.extraction ?? seen.extraction) : { sirets: [], page: null };
    const { frame } = seen ?? {};
    const told: Told = {
      url: frame?.snapshot.url ?? judged?.pdf.url ?? '',
      title: frame?.snapshot.title ?? '',
      page: followed.page,
      customerSirets: followed.sirets,
      words: judged ? noWords : wordsOf(seen?.reading ?? null),
    };
    const reading = judged?.reading ?? seen?.reading;
    if (!reading) throw new Fault('page-nothing');
    const extraction = mergedWithTold(judged?.extraction ?? null, reading, told);
    options.onRead?.({ extraction, reading, from: judged ? (judged.reading.embedded ? 'xml' : 'pdf') : 'page' });
    const known = await alreadyHere(bench, judged?.pdf.bytes ?? null, extraction);
    if (known) return { kind: 'captured', id: known.id, known: true };
    options.onProgress?.('keeping');
    const dossier = await keep(bench, judged?.pdf ?? null, told, judged ? { reading: judged.reading, extraction: judged.extraction } : undefined);
    return { kind: 'captured', id: dossier.id, known: false };
  }

  const usable = ({ fields }: Extraction) => fields.invoiceNumber.value !== null || fields.totalGross.value !== null;

  async function capture(tabId: number, options: CaptureOptions = {}): Promise<PageOutcome> {
    const { signal } = options;
    options.onProgress?.('looking');
    warm();
    const tab = await tabs.get(tabId);
    const direct = tab && /\.pdf($|[?#])/i.test(tab.url) ? tab.url : '';
    let seen: Seen;
    try {
      seen = await see(tabId, options.number ?? '');
    } catch (error) {
      const answer = direct ? await fetchHere(tabs, direct) : null;
      if (answer?.kind === 'pdf') return finish(null, await judge(answer, null, options), options);
      throw error;
    }
    const top = seen.frames[0] ?? seen.frame;
    if (top.snapshot.contentType === 'application/pdf') {
      options.onProgress?.('reading');
      const answer = await fetchIn(tabs, tabId, top.id, top.snapshot.url);
      if (answer.kind !== 'pdf') throw new Fault(answer.kind === 'page' && answer.login ? 'page-login' : 'page-file');
      return finish(null, await judge(answer, null, options), options);
    }
    if (options.values) return finish(seen, null, options);

    const several = options.number === undefined && seen.main === '' && seen.numbers.length > 1;
    if (several) return { kind: 'several', choices: choicesOf(seen) };
    if (top.snapshot.login && !usable(seen.extraction)) throw new Fault('page-login');

    options.onProgress?.('fetching');
    const candidates = seen.frames
      .flatMap(({ id, snapshot }) =>
        candidatesOf(snapshot.links, snapshot.url, seen.main ? [seen.main] : seen.numbers).map((one) => ({ ...one, frame: id })),
      )
      .filter(({ link }) => !othersInvoice(link.around, seen))
      .sort((a, b) => b.score - a.score);
    const judged: Judged[] = [];
    const found = await fetchCandidates(
      tabs,
      tabId,
      candidates,
      async (pdfs) => {
        options.onProgress?.('reading');
        for (const pdf of pdfs.slice(judged.length)) {
          const one = await judge(pdf, seen, options).catch((error: unknown) => {
            if (Fault.from(error).code === 'aborted') throw error;
            return null;
          });
          if (one) judged.push(one);
        }
        return judged.some(({ agreement }) => agreement >= 8);
      },
      signal,
    );
    judged.sort((a, b) => b.agreement - a.agreement);
    const [best] = judged;
    const invoices = judged.filter(({ extraction, nature }) => extraction.looksLikeInvoice && nature !== 'quote');
    const named = new Set(invoices.map(({ extraction }) => extraction.fields.invoiceNumber.value).filter(Boolean));
    if (options.number === undefined && seen.main === '' && named.size > 1)
      return {
        kind: 'several',
        choices: invoices.map(({ extraction }) => ({ number: extraction.fields.invoiceNumber.value ?? '', about: aboutOf(extraction) })),
      };
    if (best && best.agreement > -2) return finish(seen, best, options);

    const buttons = buttonsIn(seen.frames);
    if (options.press) {
      options.onProgress?.('pressing');
      for await (const made of pressedFiles(tabs, tabId, seen.frames, signal)) {
        const one = await judge(made, seen, options).catch(() => null);
        if (one && one.agreement > -2) return finish(seen, one, options);
      }
    }
    if (best && (best.nature === 'quote' || !usable(seen.extraction))) return finish(seen, best, options);
    // Nobody to be asked: a tool that wants its password is said so, rather than half an invoice taken.
    if (options.press && found.login) throw new Fault('page-login');
    // Consent given beforehand (the command): the page's own values rather than nothing.
    if (options.press && usable(seen.extraction)) return finish(seen, null, options);
    if (!usable(seen.extraction) && found.login) throw new Fault('page-login');
    if (options.press) throw new Fault('page-nothing');
    const { invoiceNumber, totalGross, buyerName } = seen.extraction.fields;
    return {
      kind: 'no-pdf',
      buttons: buttons.slice(0, 3),
      values: usable(seen.extraction) ? { number: invoiceNumber.value ?? '', total: totalGross.value ?? '', buyer: buyerName.value ?? '' } : null,
      login: found.login,
      blocked: found.blocked,
      nature: seen.nature,
    };
  }

  return {
    warm,
    capture,
    async link(tabId, url, options = {}) {
      warm();
      options.onProgress?.('fetching');
      const frames = await look(tabs, tabId).catch(() => []);
      const answer = frames[0] ? await fetchIn(tabs, tabId, frames[0].id, url) : await fetchHere(tabs, url);
      if (answer.kind === 'page' && answer.login) throw new Fault('page-login');
      if (answer.kind === 'blocked') throw new Fault('page-refused', new URL(url).origin);
      if (answer.kind !== 'pdf') throw new Fault('page-file');
      options.onProgress?.('reading');
      // The page around the link may speak of several invoices: only the file itself is believed.
      return finish(null, await judge(answer, null, options), options);
    },
    async await(tabId, options = {}) {
      warm();
      // Armed at once: the user's hand is on the button already.
      const waiting = waitForFile(tabs, tabId, options.signal);
      const [made, seen] = await Promise.all([waiting, see(tabId, '').catch(() => null)]);
      options.onProgress?.('reading');
      return finish(seen, await judge(made, seen, options), options);
    },
  };
}

/** Words and structure are all that is wanted of a page that is not shown; its styles would only be refused by our own rules. */
const bare = (html: string) => html.replace(/<(style|script|svg)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, '');

const aboutOf = ({ fields }: Extraction) =>
  [fields.buyerName.value, fields.totalGross.value && `${fields.totalGross.value.replace('.', ',')} €`].filter(Boolean).join(' · ');

/** A link that stands in the row of another invoice than the page's. */
function othersInvoice(around: string, { main, numbers }: Seen): boolean {
  return main !== '' && !around.includes(main) && numbers.some((other) => other !== main && around.includes(other)) && around.length < 300;
}

/** The invoices that a page names, each with the words of its row. */
function choicesOf({ numbers, frame: { snapshot } }: Seen): { number: string; about: string }[] {
  return numbers.slice(0, 12).map((number) => {
    const link = snapshot.links.find(({ around }) => around.includes(number) && numbers.filter((other) => around.includes(other)).length === 1);
    return {
      number,
      about: (link?.around ?? '')
        .replace(number, '')
        .replace(/^\s*(facture|avoir)?\s*(n°)?\s*/i, '')
        .replace(/(?<!\d)(\d{1,3}) (?=\d{3},\d\d)/g, '$1\u202f')
        .replace(/ €/g, '\u00a0€')
        .trim()
        .slice(0, 90),
    };
  });
}

/** The part of a page that speaks of one invoice among several: from its number to the next one, in the order of the page. */
function narrowedTo(snapshot: Frame['snapshot'], number: string, numbers: readonly string[]): Frame['snapshot'] {
  const textOf = (line: Frame['snapshot']['lines'][number]) => line.map(([word]) => word).join(' ');
  const at = snapshot.lines.findIndex((line) => textOf(line).includes(number));
  if (at < 0) return snapshot;
  const next = snapshot.lines.findIndex((line, index) => index > at && numbers.some((other) => other !== number && textOf(line).includes(other)));
  return { ...snapshot, lines: snapshot.lines.slice(at, next < 0 ? undefined : next), pairs: [], headings: [] };
}
