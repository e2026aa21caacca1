import { parseArgs } from 'node:util';
import { check, type Problem, type Target, targets } from '../lib/invoice/check.ts';
import { complete } from '../lib/invoice/complete.ts';
import { isIsoDate } from '../lib/invoice/dates.ts';
import { Fault } from '../lib/invoice/fault.ts';
import { restoreInvoice } from '../lib/invoice/model.ts';
import { judgeFile } from '../lib/reading/xml/judge.ts';
import { isDraft, refuse } from './draft.ts';
import { openFile, spoken } from './einvoice.ts';

const usage = 'Usage : npm run check -- [--target portal|chorus|afnor] [--today AAAA-MM-JJ] FICHIER…   (brouillons JSON, XML, PDF)';

interface Verdict {
  file: string;
  syntax: 'draft' | 'cii' | 'ubl' | null;
  profile: string | null;
  problems: Problem[];
  error?: { code: string; message: string; detail: string };
}

/** `npm run check`: one JSON line a file. Without target a draft is judged for Chorus Pro, an e-invoice by the norm alone. */
const { target, today, files } = readArguments();
for (const file of files) process.stdout.write(`${JSON.stringify(await verdict(file))}\n`);

async function verdict(file: string): Promise<Verdict> {
  try {
    const opened = await openFile(file);
    if (opened.kind === 'draft') {
      if (!isDraft(opened.value)) throw new Fault('not-an-invoice', 'see test/fixtures/drafts/README.md');
      return { file, syntax: 'draft', profile: null, problems: check(complete(restoreInvoice(opened.value)), target ?? 'chorus', { today }) };
    }
    const judged = judgeFile(opened.bytes, target, { today });
    if (!judged) throw new Fault('not-an-invoice', 'an XML of another kind');
    return { file, syntax: judged.syntax, profile: judged.profile, problems: judged.problems };
  } catch (error) {
    process.exitCode = 1;
    return { file, syntax: null, profile: null, problems: [], error: spoken(error) };
  }
}

function readArguments(): { target: Target | null; today: string; files: string[] } {
  let values: { target?: string; today?: string };
  let files: string[];
  try {
    ({ values, positionals: files } = parseArgs({ options: { target: { type: 'string' }, today: { type: 'string' } }, allowPositionals: true }));
  } catch {
    return refuse(usage);
  }
  if (files.length === 0) return refuse(usage);
  const target = values.target === undefined ? null : targets.find((name) => name === values.target);
  if (target === undefined) return refuse(`Cible inconnue : ${values.target}. Choisissez parmi : ${targets.join(', ')}.`);
  const today = values.today ?? new Date().toISOString().slice(0, 10);
  if (!isIsoDate(today)) return refuse(`« ${today} » n’est pas une date : écrivez-la sous la forme 2026-11-24.`);
  return { target, today, files };
}
