import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portalPdf } from '../lib/formats/index.ts';
import { liberationFonts, readDraft, refuse } from './draft.ts';

/** `npm run invoice-pictures`: the first page of five kinds of drawn invoices in docs/invoices/, by pdftoppm (Debian: poppler-utils). */
const root = fileURLToPath(new URL('..', import.meta.url));
const kinds = ['01-boulanger-franchise', '02-plombier-deux-taux', '04-avoir', '06-services-debits', '09-remise-et-port'];
const folder = join(root, 'docs/invoices');
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'coursier-pictures-'));
for (const kind of kinds) {
  const pdf = join(work, 'page.pdf');
  writeFileSync(pdf, await portalPdf(readDraft(join(root, 'test/fixtures/drafts', `${kind}.json`)), liberationFonts()));
  const { error } = spawnSync('pdftoppm', ['-r', '75', '-gray', '-png', '-singlefile', pdf, join(folder, kind)]);
  if (error) refuse('pdftoppm est introuvable : installez poppler-utils.');
}
rmSync(work, { recursive: true });
