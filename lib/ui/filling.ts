import { signal } from '@preact/signals';
import { confirms } from '../desk/confirming.ts';
import type { FillSession, FillState } from '../desk/filling.ts';
import { attempt, reload } from './actions.ts';
import { theTabs } from './beside.ts';
import { theDesk } from './state.ts';

/** What the portal answered after the user pressed its last button. */
export type Ending = 'none' | 'unsure' | 'sent' | 'draft';

interface Filling {
  id: string;
  tabId: number;
  session: FillSession;
  state: FillState;
  ending: Ending;
}

/** The filling under way: it goes on while the user walks to another screen of the panel. */
export const filling = signal<Filling | null>(null);

/** The invoice that its user asked to have filled, on a page that may not be there yet: it begins by itself once there is one. */
export const wanted = signal('');

/** The row whose field the user is asked to point at in the page; "" when none. */
export const pointing = signal('');

/** How long the portal's answer is waited for, and how often it is looked for, in milliseconds. */
const ANSWER_COMES = 120_000;
const LOOK_EVERY = 700;

export async function prepareFilling(id: string, tabId: number): Promise<void> {
  const now = filling.value;
  if (now?.id === id && now.tabId === tabId) return;
  if (now) await now.session.stop();
  const session = await attempt(async () => (await theDesk().forms()).session(id, tabId));
  if (!session) return;
  filling.value = { id, tabId, session, state: session.state, ending: 'none' };
  session.subscribe(() => {
    const current = filling.value;
    if (current?.session !== session) return;
    const waits = session.state.pressed !== null && current.state.pressed !== session.state.pressed;
    filling.value = { ...current, state: session.state, ending: waits ? 'unsure' : current.ending };
    if (waits) void awaitAnswer(session);
  });
}

/** The invoice becomes one for the portal beside the panel. */
export async function adoptHere(id: string, tabId: number): Promise<void> {
  const moved = await attempt(async () => (await theDesk().forms()).adopt(id, tabId));
  if (moved) await reload();
}

/** From the beginning, with what was taught since. */
export async function fillAnew(id: string, tabId: number): Promise<void> {
  await filling.value?.session.stop();
  filling.value = null;
  await prepareFilling(id, tabId);
  const made = filling as { value: Filling | null };
  await made.value?.session.start();
}

function end(session: FillSession, ending: Ending): void {
  const current = filling.value;
  if (current?.session === session) filling.value = { ...current, ending };
}

/** The portal's page after « Valider et envoyer » is its answer: read until it says something, and kept. */
async function awaitAnswer(session: FillSession): Promise<void> {
  const begun = Date.now();
  const forms = await theDesk().forms();
  while (filling.value?.session === session && Date.now() - begun < ANSWER_COMES) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    const { id = '', tabId = -1 } = filling.value ?? {};
    const page = await forms.readPage(tabId).catch(() => null);
    const dossier = await theDesk().open(id);
    if (!page || !dossier) continue;
    if (page.kind === 'sent' && page.confirmation && confirms(page.confirmation, dossier.invoice, session.state.pressed === 'send')) {
      const tab = await theTabs().get(tabId);
      const kept = await attempt(async () => forms.keepProof(id, page.confirmation as NonNullable<typeof page.confirmation>, tab?.url ?? ''));
      await session.stop();
      await reload();
      return end(session, kept ? 'sent' : 'none');
    }
    if (page.kind === 'draft') {
      await attempt(async () => forms.keepDraft(id));
      await reload();
      return end(session, 'draft');
    }
  }
}
