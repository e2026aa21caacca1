import { restoreInvoice } from '../../../lib/invoice/model.ts';
import { memoryPlatform } from '../../../lib/platform/memory.ts';
import { createPortalClient } from '../../../lib/portal/api/client.ts';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { CUT_HEADER, createTrainingPortal, type TrainingPortal } from '../../../test/portal/app.ts';

export const START = Date.parse('2026-11-24T09:00:00Z');

/** The training portal reached through a fetch that stays in this process and loses what the portal says is lost. */
export function inProcessFetch(portal: TrainingPortal, seen: { path: string; body: string }[] = []): typeof fetch {
  return async (input, init) => {
    const path = String(input).replace(/^\/relais\/training/, '');
    seen.push({ path, body: typeof init?.body === 'string' ? init.body : '' });
    const answer = await portal.app.request(path, { ...init, signal: undefined });
    if (answer.headers.has(CUT_HEADER)) throw new TypeError('connection lost');
    return answer;
  };
}

export function bench(options: Parameters<typeof createTrainingPortal>[0] = {}) {
  const seen: { path: string; body: string }[] = [];
  let call: typeof fetch = () => Promise.reject(new TypeError('not ready'));
  const platform = memoryPlatform({ now: START, fetch: (input, init) => call(input, init) });
  const portal = createTrainingPortal({ now: platform.clock.now, random: () => 0.5, ...options });
  call = inProcessFetch(portal, seen);
  const client = createPortalClient({ environment: 'training', base: '/relais', credentials: trainingCredentials, platform, random: () => 0.5 });
  return { portal, platform, client, seen };
}

/** A baker's invoice to the training school, which demands nothing. */
export function bakerInvoice(change: Record<string, unknown> = {}) {
  return restoreInvoice({
    invoiceNumber: 'F2026-001',
    issueDate: '2026-11-20',
    seller: { name: 'Boulangerie Martin', siret: '73282932000074' },
    buyer: { name: 'École des Tilleuls', siret: '12345678200051' },
    payment: { meansCode: '30', iban: 'FR7630006000011234567890189' },
    lines: [{ name: 'Baguettes', quantity: '100', unit: 'C62', netPrice: '1.05', netAmount: '105.00', vatCategory: 'S', vatRate: '5.5' }],
    vatBreakdown: [{ category: 'S', rate: '5.5', taxableAmount: '105.00', taxAmount: '5.78' }],
    totals: { lines: '105.00', net: '105.00', vat: '5.78', gross: '110.78', payable: '110.78' },
    ...change,
  });
}

export const pdf = {
  name: 'F2026-001.pdf',
  type: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.7\nbroken on purpose: recognition finds nothing'),
};
