import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deposited } from '../backup/world.ts';
import { type Both, openBoth, origin } from './world.ts';

/** What a user does, with either of the two open or closed as he likes. The script in the app's page and the panel do by themselves what they do for good. */
const gestures = [
  'edit-app',
  'edit-panel',
  'take',
  'give',
  'send-app',
  'send-panel',
  'close-app',
  'open-app',
  'close-panel',
  'open-panel',
  'delete-panel',
] as const;
type Gesture = (typeof gestures)[number];

async function play(both: Both, history: readonly { gesture: Gesture; at: number }[]) {
  const { web, panel, side, browser } = both;
  await side.link(origin);
  const ids: string[] = [];
  for (const number of ['F1', 'F2']) {
    const { id } = await web.desk.create();
    await web.desk.edit(id, 'buyer.name', 'Mairie');
    await web.desk.edit(id, 'invoiceNumber', number);
    ids.push(id);
  }
  const deposits = new Map<string, number>();
  let panelOpen = true;
  let serial = 100;
  /** The surfaces that are open hear of each other after each gesture; the app's script leaves letters for a closed panel. */
  const settle = async () => {
    if (panelOpen) await side.settle();
    else if (browser.open) browser.left.set('pwa-collected', structuredClone(await both.counter.letters()));
  };
  const isDraft = async (bench: Both['web'], id: string) => (await bench.desk.open(id))?.stage.state === 'draft';
  const send = async (bench: Both['web'], id: string) => {
    if (!(await isDraft(bench, id))) return;
    serial += 1;
    deposits.set(id, (deposits.get(id) ?? 0) + 1);
    await bench.store.update(id, (dossier) => ({ dossier: { ...dossier, stage: deposited(serial), updatedAt: bench.platform.clock.now() } }));
  };
  const acts: Record<Gesture, (id: string) => Promise<unknown>> = {
    'edit-app': async (id) => browser.open && (await isDraft(web, id)) && web.desk.edit(id, 'invoiceNumber', `A${++serial}`),
    'edit-panel': async (id) => panelOpen && (await isDraft(panel, id)) && panel.desk.edit(id, 'invoiceNumber', `P${++serial}`),
    take: async (id) => panelOpen && browser.open && side.bring([id]),
    give: async (id) => panelOpen && browser.open && (await panel.desk.open(id)) && side.handBack(id),
    'send-app': async (id) => browser.open && send(web, id),
    'send-panel': async (id) => panelOpen && send(panel, id),
    'close-app': () => both.closeApp(),
    'open-app': () => both.openApp(),
    'close-panel': async () => {
      panelOpen = false;
    },
    'open-panel': async () => {
      panelOpen = true;
    },
    'delete-panel': async (id) => panelOpen && (await isDraft(panel, id)) && panel.desk.remove(id),
  };
  for (const { gesture, at } of history) {
    web.platform.advance(1_000);
    panel.platform.advance(1_000);
    await acts[gesture](ids[at] as string);
    // a page that opens has its letters alone: the user may press at once
    if (gesture !== 'open-app') await settle();
  }
  panelOpen = true;
  await both.openApp();
  await side.look();
  return { deposits, ids };
}

const told = (gestured: string) => gestured.split(' ').map((gesture) => ({ gesture: gesture as Gesture, at: 0 }));

it('whatever is edited, handed over, closed and sent, in any order: no invoice is deposited twice, and both sides end knowing', async () => {
  const history = fc.array(fc.record({ gesture: fc.constantFrom(...gestures), at: fc.constantFrom(0, 1) }), { minLength: 4, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(history, async (gestured) => {
      const both = await openBoth();
      const { deposits, ids } = await play(both, gestured);
      for (const id of ids) {
        expect(deposits.get(id) ?? 0).toBeLessThanOrEqual(1);
        const [there, here] = [await both.web.store.get(id), await both.panel.store.get(id)];
        if (deposits.has(id) && here && there) expect([there.stage.state, here.stage.state]).toEqual(['deposited', 'deposited']);
      }
    }),
    {
      numRuns: 60,
      examples: [[told('take close-app send-panel open-app send-app')], [told('take close-panel send-app close-app open-panel send-panel')]],
    },
  );
});
