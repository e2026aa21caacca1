/**
 * npm run recipients -- [--directory FILE.ndjson(.gz)|PACKED] [--ocr] [--queries FILE.json] [--environment training|qualification|production]
 *   [--postcode 35000] [--department 35] "query" ...
 * One JSON line per query: { q, results: [five best], ms }. PACKED: a packed file, or what `directory:build` writes (its folder or its manifest).
 * What cannot be read, or a wrong option, is said in one French sentence on stderr, with exit code 2.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type SearchOptions, search } from '../lib/directory/index.ts';
import { requirementWords } from '../lib/directory/requirements.ts';
import { Fault } from '../lib/invoice/fault.ts';
import { openAt } from './directory/open.ts';

function queriesFrom(path: string): string[] {
  if (!existsSync(path)) throw new Error(`le fichier ${path} n’existe pas.`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch {
    throw new Error(`${path} n’est pas un fichier JSON lisible.`);
  }
  if (!Array.isArray(value)) throw new Error(`${path} doit contenir un tableau de { "q": "…" }.`);
  return value.map((item, index) => {
    const text = typeof item === 'string' ? item : typeof item === 'object' && item !== null && 'q' in item ? item.q : undefined;
    if (typeof text !== 'string') throw new Error(`${path} : l’élément ${index + 1} n’a pas de « q ».`);
    return text;
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      directory: { type: 'string' },
      ocr: { type: 'boolean', default: false },
      queries: { type: 'string' },
      environment: { type: 'string', default: 'training' },
      postcode: { type: 'string' },
      department: { type: 'string' },
    },
  });
  const environment = values.environment as SearchOptions['environment'];
  if (!['training', 'qualification', 'production'].includes(values.environment))
    throw new Error(`--environment ${values.environment} : training, qualification ou production.`);
  const queries = [...(values.queries === undefined ? [] : queriesFrom(values.queries)), ...positionals];
  // An empty list of queries is answered by no line.
  if (queries.length === 0 && values.queries === undefined) throw new Error('donnez une recherche, ou --queries FICHIER.json.');
  const directory = await openAt(values.directory ?? null);
  const options: SearchOptions = { mode: values.ocr ? 'ocr' : 'type', environment };
  if (values.postcode !== undefined) options.postcode = values.postcode;
  if (values.department !== undefined) options.department = values.department;
  // The first searches run before the engine's compiler has warmed up: their time would say nothing.
  for (const warm of queries.slice(0, 20)) search(directory, warm, options);
  for (const q of queries) {
    const started = performance.now();
    const matches = search(directory, q, options);
    const ms = Math.round((performance.now() - started) * 100) / 100;
    const results = matches.map(({ recipient, score, sure, reason, services, alias }) => ({
      siret: recipient.siret,
      siren: recipient.siren,
      name: recipient.name,
      town: recipient.town,
      postcode: recipient.postcode,
      kind: recipient.kind,
      requires: recipient.requires,
      light: requirementWords[recipient.requires].light,
      siretCertain: recipient.siretCertain,
      score,
      sure,
      reason,
      ...(services ? { services } : {}),
      ...(alias ? { alias } : {}),
    }));
    process.stdout.write(`${JSON.stringify({ q, results, ms })}\n`);
  }
}

/** One sentence, whatever went wrong. */
function sentence(error: unknown): string {
  if (error instanceof Fault) return `L’annuaire donné est illisible ou abîmé (${error.message}).`;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return 'Recherche impossible : option inconnue ou incomplète.';
  const text = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  return `Recherche impossible : ${text}`;
}

main().catch((error: unknown) => {
  console.error(sentence(error));
  process.exitCode = 2;
});
