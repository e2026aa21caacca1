import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { complete } from '../../../../lib/invoice/complete.ts';
import { restoreInvoice } from '../../../../lib/invoice/model.ts';
import type { FillRequest } from '../../../../lib/portal/pages/model.ts';
import { planOf } from '../../../../lib/portal/pages/plan.ts';

/** The address of the practice portal in these tests. */
export const origin = 'http://localhost:4173';

export function pageOf(html: string, url = `${origin}/portail/saisir`): Document {
  const window = new Window({ url });
  window.document.write(html);
  return window.document as unknown as Document;
}

export function draft(name: string) {
  const file = new URL(`../../../fixtures/drafts/${name}.json`, import.meta.url);
  return complete(restoreInvoice(JSON.parse(readFileSync(file, 'utf8'))));
}

export function requestFor(name: string, more: Partial<FillRequest> = {}): FillRequest {
  return {
    plan: planOf(draft(name), 'facture.pdf'),
    origin,
    practice: [origin],
    file: null,
    force: [],
    asked: [],
    users: [],
    fresh: false,
    goesOn: false,
    ...more,
  };
}
