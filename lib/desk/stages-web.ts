import { Fault } from '../invoice/fault.ts';
import { fetchAsset } from '../reading/assets.ts';
import type { PagePicture, Stages } from './stages.ts';

/** The stages in a browser. Each stage is its own chunk, fetched (from the cache when offline) the first time it serves. */
export function webStages(): Stages {
  const bytesOf = async (path: string): Promise<Uint8Array> => {
    let answer: Response;
    try {
      answer = await fetchAsset(path);
    } catch (error) {
      throw new Fault('offline', path, { cause: error });
    }
    if (!answer.ok) throw new Fault('offline', `${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };

  return {
    warm: () =>
      Promise.all([import('../reading/index.ts'), import('../reading/pdf.ts'), import('../extraction/index.ts'), import('pdfjs-dist')]).catch(
        () => undefined,
      ),
    async read(file, options, papers = []) {
      const [{ read }, { adviserWith }] = await Promise.all([import('../reading/index.ts'), import('../extraction/doubts.ts')]);
      return read(file, { adviser: adviserWith({ papers }), ...options });
    },
    eye: async (options) => (await import('../reading/eye.ts')).openEye(options),
    async extract(reading, { seller, iban, bic }, { today, knownBuyers, papers = [] }) {
      const { extract } = await import('../extraction/index.ts');
      const { siret, name, vatIdentifier } = seller;
      return extract(reading, { profile: { siret, name, vatIdentifier, iban, bic }, today, knownBuyers, papers });
    },
    async draft(extraction, reading, base) {
      const { draftFrom } = await import('../extraction/index.ts');
      const { invoice, traces } = draftFrom(extraction, reading, base);
      return { invoice, traces: Object.fromEntries(Object.entries(traces).map(([path, trace]) => [path, { ...trace, confirmed: false }])) };
    },
    async directory(open) {
      const [{ viewOf }, { loadBase }] = await Promise.all([import('./directory/view.ts'), import('../directory/load.ts')]);
      const { manifest, base } = await loadBase(bytesOf, undefined, sha256);
      return viewOf(await open(base, manifest.base.sha256), manifest);
    },
    shippedBase: async () => (await (await import('../directory/load.ts')).loadBase(bytesOf)).base,
    async compose(invoice, today, papers) {
      const { makeFiles } = await import('./making.ts');
      return makeFiles(invoice, today, papers, { bytesOf, pictures: pagesOf });
    },
    async photograph(pages, invoice) {
      const { makePhotograph } = await import('./making.ts');
      return makePhotograph(pages, invoice);
    },
    async letter(facts) {
      const { makeLetter } = await import('./making.ts');
      return makeLetter(facts, bytesOf);
    },
    pictures: async (bytes) => (await pagesOf(bytes)).pages,
  };
}

/** By the browser, beside the page: in script it holds the page for forty milliseconds. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Pages of a PDF shown as pictures: an invoice has one or two. */
const MOST_PICTURES = 12;

async function pagesOf(bytes: Uint8Array): Promise<{ pages: PagePicture[]; pageCount: number }> {
  const { openPdf } = await import('../reading/pdf.ts');
  const pdf = await openPdf(bytes);
  try {
    const pages: PagePicture[] = [];
    for (let number = 1; number <= Math.min(pdf.pageCount, MOST_PICTURES); number++) {
      const { image, width, height } = await pdf.bare(number, true);
      if (image) pages.push({ bytes: image, width, height });
    }
    return { pages, pageCount: pdf.pageCount };
  } finally {
    await pdf.close();
  }
}
