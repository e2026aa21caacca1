import uFuzzy from '@leeoniya/ufuzzy';
import flexsearch from 'flexsearch';
import MiniSearch from 'minisearch';
import type { DirectoryEntry } from '../../lib/directory/entry.ts';
import { searchWords } from '../../lib/directory/names.ts';
import { meanings } from '../../lib/directory/normalise.ts';

/** Another engine over the same documents: the places of the five best for a text. */
export interface Engine {
  name: string;
  search: (text: string) => number[];
}

/** The words of the directory's own normaliser ("mairie" is "commune" …), which every engine is given: what differs is the search. */
function normal(text: string): string {
  return searchWords(text)
    .hard.map((word) => {
      const [meaning, worth] = meanings[word]?.[0] ?? ['', 0];
      return worth >= 0.95 ? meaning : word;
    })
    .join(' ');
}

/** One text a structure, another a service or another name: the documents that our own engine compares. */
export function textsOf(entries: readonly DirectoryEntry[]): { texts: string[]; sirets: string[] } {
  const texts: string[] = [];
  const sirets: string[] = [];
  for (const { siret, name, town, postcode, aliases, services } of entries)
    for (const one of [name, ...aliases, ...services.map((service) => service.name)]) {
      texts.push(`${normal(one.includes(town) ? one : `${one} ${town}`)} ${postcode}`.trim());
      sirets.push(siret);
    }
  return { texts, sirets };
}

export const engines: { name: string; open: (texts: readonly string[]) => Engine['search'] }[] = [
  {
    name: 'MiniSearch 7.2, OR + prefix + fuzzy',
    open(texts) {
      const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], searchOptions: { prefix: true, fuzzy: 0.2 } });
      index.addAll(texts.map((text, id) => ({ id, text })));
      return (text) =>
        index
          .search(normal(text))
          .slice(0, 5)
          .map((hit) => Number(hit.id));
    },
  },
  {
    name: 'FlexSearch 0.8, forward + suggest',
    open(texts) {
      const index = new flexsearch.Index({ tokenize: 'forward' });
      for (const [id, text] of texts.entries()) index.add(id, text);
      return (text) => index.search(normal(text), { limit: 5, suggest: true }).map(Number);
    },
  },
  {
    name: 'uFuzzy 1.0, one error a word',
    open(texts) {
      const engine = new uFuzzy({ intraMode: 1 });
      const list = [...texts];
      return (text) => {
        const [places, , order] = engine.search(list, normal(text), 4, 1000);
        if (!places) return [];
        return (order ? order.map((at) => places[at]!) : places).slice(0, 5);
      };
    },
  },
];
