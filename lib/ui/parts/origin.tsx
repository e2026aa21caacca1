import type { Dossier } from '../../desk/dossier.ts';
import { edit, valueAt } from '../edits.ts';
import { shown } from '../fields.ts';
import { review as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';

/** Whether two sources of one field disagree, and nobody settled it. */
export function disagrees({ traces }: Dossier, path: string): boolean {
  const trace = traces[path];
  return trace !== undefined && !trace.confirmed && trace.evidence.includes('differs');
}

/** Where a value was found, for an invoice taken from a tool's page: its PDF, the page, the customer's card. Nothing for the others: there is but one place. */
export function Origin({ dossier, path }: { dossier: Dossier; path: string }) {
  if (!dossier.files.some((file) => file.role === 'told') || valueAt(dossier.invoice, path) === '') return null;
  const trace = dossier.traces[path];
  const origin = trace?.evidence.find((fact) => fact in words.origins);
  const agrees = trace?.evidence.some((fact) => fact === 'page-agrees' || fact === 'customer-agrees') ?? false;
  if (!origin || trace?.confirmed) return null;
  return <span class="origin">{agrees ? words.both(words.origins[origin] ?? '') : words.origins[origin]}</span>;
}

/** The other value, one tap away. */
export function Differs({ dossier, path }: { dossier: Dossier; path: string }) {
  if (!disagrees(dossier, path)) return null;
  const [other] = dossier.traces[path]?.alternatives ?? [];
  if (other === undefined) return null;
  return (
    <p class="row tight differs" role="note">
      <Icon name="warn" />
      <span class="hint">{words.differs}</span>
      <button type="button" class="chip" onClick={() => void edit(dossier.id, path, other)}>
        {words.takeOther(shown(path, other))}
      </button>
    </p>
  );
}
