import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../../lib/desk/dossier.ts';
import { deposited, paper } from '../backup/world.ts';
import { openDesk } from '../harness.ts';
import { type Both, openBoth, origin } from './world.ts';

const typed = async (bench: Both['web'], number: string) => {
  const { id } = await bench.desk.create();
  await bench.desk.edit(id, 'buyer.name', 'Mairie');
  await bench.desk.edit(id, 'invoiceNumber', number);
  return id;
};
const numbers = async (bench: Both['web']) => (await bench.desk.list()).map(({ invoice }) => invoice.invoiceNumber).sort();
const stateOf = async (bench: Both['web'], id: string) => (await bench.desk.open(id))?.stage.state;
const deposit = (bench: Both['web'], id: string, number = 41) =>
  bench.store.update(id, (dossier) => ({ dossier: { ...dossier, stage: deposited(number), updatedAt: bench.platform.clock.now() } }));

async function linked(): Promise<Both> {
  const both = await openBoth();
  expect(await both.side.link(origin)).toBe(true);
  return both;
}

describe('the user names his application', () => {
  it('and its script settles on that origin alone; unlinked, it leaves', async () => {
    const { side, browser } = await linked();
    expect(browser.settled).toEqual([origin]);
    expect(browser.left.get('pwa')).toEqual({ origin, letters: [] });
    expect(await side.kept()).toEqual({ origin, auto: false });
    await side.forget();
    expect(browser.settled).toEqual([origin, null]);
    expect(browser.left.size).toBe(0);
    expect((await side.look()).state).toBe('none');
  });

  it('a permission refused, or a page that is not Coursier, keeps nothing and asks the page nothing', async () => {
    const { side, browser } = await openBoth();
    browser.allowed = false;
    expect(await side.link(origin)).toBe(false);
    browser.allowed = true;
    browser.page = { mark: false, protocol: 0 };
    await expect(side.link(origin)).rejects.toMatchObject({ code: 'app-stranger' });
    expect(await side.kept()).toEqual({ origin: '', auto: false });
    expect([browser.settled, browser.asked]).toEqual([[], []]);
  });

  it('is proposed the tab beside by its title, nothing being asked of its page', async () => {
    const { side, browser } = await openBoth();
    expect(await side.candidate()).toBe(origin);
    browser.tab.title = 'Le coursier du coin';
    expect(await side.candidate()).toBeNull();
    expect(browser.asked).toEqual([]);
  });

  it('another version says which side is old; a closed tab says it is closed', async () => {
    const { side, browser } = await linked();
    browser.page.protocol = 0;
    expect((await side.look()).state).toBe('older');
    browser.page.protocol = 99;
    expect((await side.look()).state).toBe('newer');
    await expect(side.bring(['x'])).rejects.toMatchObject({ code: 'app-older' });
    browser.allowed = false;
    expect((await side.look()).state).toBe('forbidden');
    browser.allowed = true;
    browser.open = false;
    expect((await side.look()).state).toBe('closed');
    await expect(side.handBack('x')).rejects.toMatchObject({ code: 'app-closed' });
  });

  it('the origin is a device’s own: no backup takes it', async () => {
    const { panel } = await linked();
    const { blob } = await (await panel.desk.backups()).write('');
    expect(new TextDecoder('latin1').decode(await blob.arrayBuffer())).not.toContain('coursier.example');
  });
});

describe('drafts', () => {
  it('come with their pictures, one or all, and are not proposed again', async () => {
    const { web, side, panel } = await linked();
    const [first, second] = [await typed(web, 'F1'), await typed(web, 'F2')];
    const { reference, bytes } = paper('picture');
    await web.store.update(first, (dossier) => ({ dossier: { ...dossier, files: [reference] }, files: [{ reference, bytes }] }));
    await web.desk.create(); // says nothing yet
    const view = await side.look();
    expect(view.coming.map(({ number, buyer }) => [number, buyer]).sort()).toEqual([
      ['F1', 'Mairie'],
      ['F2', 'Mairie'],
    ]);
    expect(await side.bring([first, second])).toBe(2);
    expect(await numbers(panel)).toEqual(['F1', 'F2']);
    expect(await panel.store.file('picture')).toEqual(bytes);
    expect(await side.look()).toMatchObject({ state: 'open', coming: [], going: [] });
    await side.bring([first, second]);
    expect(await numbers(panel)).toEqual(['F1', 'F2']);
  });

  it('edited here go back; edited there come again; edited on both sides, none is lost', async () => {
    const { web, panel, side } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await panel.desk.edit(id, 'invoiceNumber', 'F1-here');
    expect((await side.look()).going).toEqual([id]);
    await side.handBack(id);
    expect(await numbers(web)).toEqual(['F1-here']);
    await web.desk.edit(id, 'invoiceNumber', 'F1-there');
    expect((await side.look()).coming.map(({ number }) => number)).toEqual(['F1-there']);
    await side.bring([id]);
    expect(await numbers(panel)).toEqual(['F1-there']);
    panel.platform.advance(10_000);
    web.platform.advance(10_000);
    await panel.desk.edit(id, 'invoiceNumber', 'F1-mine');
    await web.desk.edit(id, 'invoiceNumber', 'F1-yours');
    await side.bring([id]);
    expect(await numbers(panel)).toEqual(['F1-mine', 'F1-yours']);
  });

  it('pass by themselves once the user said so; what he deleted here does not come back', async () => {
    const { web, panel, side } = await linked();
    await side.setAuto(true);
    const id = await typed(web, 'F1');
    expect((await side.look()).coming).toEqual([]);
    expect(await numbers(panel)).toEqual(['F1']);
    await panel.desk.edit(id, 'invoiceNumber', 'F1-here');
    await side.look();
    expect(await numbers(web)).toEqual(['F1-here']);
    await panel.desk.remove(id);
    await side.look();
    expect(await numbers(panel)).toEqual([]);
    panel.platform.advance(2 * 86_400_000);
    await panel.store.sweep(panel.platform.clock.now());
    const view = await side.look();
    expect(await numbers(panel)).toEqual([]);
    // the user may still take it himself
    expect(view.coming.map((offer) => offer.id)).toEqual([id]);
  });

  it('wanted here by a press over there, comes without another', async () => {
    const { web, panel, side, counter } = await linked();
    const [first] = [await typed(web, 'F1'), await typed(web, 'F2')];
    counter.want(first);
    expect((await side.look()).coming.map(({ number }) => number)).toEqual(['F2']);
    expect(await numbers(panel)).toEqual(['F1']);
    expect((await counter.offers()).some(({ wanted }) => wanted)).toBe(false);
  });

  it('what waits to leave over there is neither taken nor replaced', async () => {
    const { web, side, panel } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await web.store.update(id, (dossier) => ({
      dossier: { ...dossier, stage: { state: 'ready', since: 1, attempts: 0, retryAt: 0, committed: false } },
    }));
    await panel.desk.edit(id, 'invoiceNumber', 'F1-here');
    expect(await side.look()).toMatchObject({ coming: [], going: [] });
    await expect(side.handBack(id)).rejects.toMatchObject({ code: 'app-leaving' });
    expect(await stateOf(web, id)).toBe('ready');
  });
});

describe('nothing leaves twice', () => {
  it('deposited from the panel, the app knows at the next look', async () => {
    const { web, panel, side } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await deposit(panel, id);
    await side.look();
    expect(await stateOf(web, id)).toBe('deposited');
    expect(await numbers(web)).toEqual(['F1']);
  });

  it('deposited from the app, the panel knows at the next look, and both then say the same', async () => {
    const { web, panel, side, browser, counter } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await deposit(web, id);
    await side.look();
    expect(await stateOf(panel, id)).toBe('deposited');
    browser.asked.length = 0;
    let writes = 0;
    for (const { store } of [web, panel]) store.subscribe(() => writes++);
    await side.look();
    await side.settle();
    await counter.letters();
    expect(browser.asked).toEqual(['hello', 'offers', 'hello', 'offers']);
    // each write makes both sides look again
    expect(writes).toBe(0);
  });

  it('being sent from the app, it is a doubt here, which the portal settles; the sending is not disturbed', async () => {
    const { web, panel, side, browser } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    const sending = { state: 'sending', since: 1, attempts: 1, key: 'k', numeroFluxDepot: '', committed: true } as const;
    await web.store.update(id, (dossier) => ({ dossier: { ...dossier, stage: sending } }));
    await side.look();
    expect(await stateOf(panel, id)).toBe('sent-unconfirmed');
    expect((await web.desk.open(id))?.stage).toEqual(sending);
    browser.asked.length = 0;
    await side.settle();
    expect(browser.asked).toEqual(['hello', 'offers']);
  });

  it('being sent from the panel, the app doubts it at once and the sending goes on undisturbed', async () => {
    const { web, panel, side } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    const stage = { state: 'sending', since: 1, attempts: 1, key: 'k', numeroFluxDepot: '', committed: true } as const;
    const { revision } = await panel.store.update(id, (dossier) => ({ dossier: { ...dossier, stage, updatedAt: panel.platform.clock.now() } }));
    await side.settle();
    expect(await stateOf(web, id)).toBe('sent-unconfirmed');
    expect(await panel.desk.open(id)).toMatchObject({ revision, stage });
    await deposit(panel, id);
    await side.settle();
    expect(await stateOf(web, id)).toBe('deposited');
  });

  it('sent from the panel while the app is closed: its next page knows before the user can press anything', async () => {
    const { web, panel, side, openApp, closeApp, browser } = await linked();
    const stop = side.start();
    const id = await typed(web, 'F1');
    const { reference, bytes } = paper('picture');
    await web.store.update(id, (dossier) => ({ dossier: { ...dossier, files: [reference] }, files: [{ reference, bytes }] }));
    await side.bring([id]);
    await closeApp();
    await deposit(panel, id);
    await expect.poll(() => (browser.left.get('pwa') as { letters: unknown[] }).letters.length).toBe(1);
    await openApp();
    expect(await stateOf(web, id)).toBe('deposited');
    // the letter had no picture: the app keeps its own
    expect(await web.store.file('picture')).toEqual(bytes);
    expect((await web.desk.open(id))?.files).toHaveLength(1);
    stop();
  });

  it('sent from the app while the panel is closed: the panel knows even if the app is closed again', async () => {
    const { web, panel, side, closeApp } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await deposit(web, id);
    await closeApp();
    expect((await side.look()).state).toBe('closed');
    expect(await stateOf(panel, id)).toBe('deposited');
  });

  it('letters speak of what passed to that application alone, and of nothing after it is another', async () => {
    const { web, panel, side, browser } = await linked();
    const lettersOf = () => (browser.left.get('pwa') as { letters: { id: string }[] }).letters.map(({ id }) => id);
    const [shared, own] = [await typed(web, 'F1'), await typed(panel, 'F2')];
    await side.bring([shared]);
    await (await panel.desk.backups()).writeInvoice(own);
    for (const id of [shared, own]) await deposit(panel, id);
    browser.open = false;
    await side.settle();
    expect(lettersOf()).toEqual([shared]);
    browser.tab.url = 'https://autre.example/';
    await side.link('https://autre.example');
    await side.settle();
    expect(lettersOf()).toEqual([]);
  });

  it('an invoice that passed by its file is watched over like the others', async () => {
    const { web, panel, side, openApp, closeApp } = await linked();
    const id = await typed(web, 'F1');
    const { blob } = await (await web.desk.backups()).writeInvoice(id);
    await (await (await panel.desk.backups()).open(blob)).restore();
    await side.look();
    await closeApp();
    await deposit(panel, id);
    await side.settle();
    await openApp();
    expect(await stateOf(web, id)).toBe('deposited');
  });

  it('deleted here and sent from there, it is here again: it has to be followed', async () => {
    const { web, panel, side } = await linked();
    const id = await typed(web, 'F1');
    await side.bring([id]);
    await panel.desk.remove(id);
    await deposit(web, id);
    await side.look();
    expect(await stateOf(panel, id)).toBe('deposited');
  });
});

describe('a page that lies', () => {
  const parcel = (content: object) => zipSync({ 'coursier.json': strToU8(JSON.stringify({ format: 'coursier-backup', version: 2, ...content })) });
  const draft = (id: string): Partial<Dossier> => ({ id, stage: { state: 'draft' } });

  it('offers what is none: it is left out, and never throws', async () => {
    const { side, browser } = await linked();
    const print = 'a'.repeat(20);
    for (const [answer, sound] of [
      [null, 0],
      ['text', 0],
      [[null, 7, {}, { id: '', print, state: 'draft' }, { id: 'x', print: 'short', state: 'draft' }, { id: 'x', print, state: 'paid' }], 0],
      [[{ id: 'x'.repeat(101), print, state: 'draft' }], 0],
      [[{ id: 'x', print, state: 'draft', number: 'n'.repeat(10_000), buyer: 5, updatedAt: 'soon' }], 1],
      [Array.from({ length: 5_000 }, (_, index) => ({ id: `x${index}`, print, state: 'draft' })), 2_000],
      [Array.from({ length: 50 }, () => ({ id: 'same', print, state: 'draft' })), 1],
    ] as const) {
      browser.skills = { ...browser.skills, offers: () => answer };
      const { coming } = await side.look();
      expect(coming).toHaveLength(sound);
      for (const { number, buyer } of coming) expect([number.length <= 200, typeof buyer]).toEqual([true, 'string']);
    }
  });

  it('gives another file than one open invoice, the one asked: nothing changes', async () => {
    const { side, browser, panel } = await linked();
    const other = await openDesk();
    const sealed = await (await other.desk.backups()).write('quatre mots sans rapport');
    const everything = parcel({ kind: 'everything', dossiers: [draft('x')], values: { settings: { relay: 'https://evil.example' } } });
    const bytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
    const before = [await panel.desk.list(), await panel.desk.settings(), await panel.desk.profile()];
    for (const answer of [
      null,
      'text',
      { bytes: [1, 2, 3] },
      new Uint8Array(),
      strToU8('%PDF-1.7'),
      everything,
      await bytes(sealed.blob),
      parcel({ kind: 'invoice', dossiers: [draft('another')] }),
      parcel({ kind: 'invoice', dossiers: [] }),
      parcel({ kind: 'invoice', dossiers: [draft('x')], version: 3 }),
      parcel({ kind: 'invoice', dossiers: [draft('x')] }).subarray(0, 60),
    ]) {
      browser.skills = { ...browser.skills, give: () => answer };
      await expect(side.bring(['x'])).rejects.toMatchObject({ name: 'Fault' });
    }
    expect([await panel.desk.list(), await panel.desk.settings(), await panel.desk.profile()]).toEqual(before);
  });

  it('a parcel brings one invoice and nothing of settings, companies or keys', async () => {
    const { side, browser, panel } = await linked();
    const values = {
      settings: { relay: 'https://evil.example' },
      companies: { companies: [] },
      'device-other-side': { origin: 'https://evil.example' },
    };
    browser.skills = { ...browser.skills, give: () => parcel({ kind: 'invoice', dossiers: [draft('x'), draft('y')], values }) };
    const before = [await panel.desk.settings(), await panel.desk.book(), await side.kept()];
    await side.bring(['x']);
    expect((await panel.desk.list()).map(({ id }) => id)).toEqual(['x']);
    expect([await panel.desk.settings(), await panel.desk.book(), await side.kept()]).toEqual(before);
  });

  it('letters of what is not here are left unread, broken ones too', async () => {
    const { side, browser, panel } = await linked();
    const letter = (content: object) => btoa(String.fromCharCode(...parcel(content)));
    browser.left.set('pwa-collected', [
      { id: 'x', bytes: letter({ kind: 'invoice', dossiers: [{ id: 'x', stage: deposited(3) }] }) },
      { id: 'y', bytes: 'not base64 é' },
    ]);
    await side.look();
    browser.left.set('pwa-collected', { nonsense: true });
    await side.look();
    expect(await panel.desk.list()).toEqual([]);
    expect(browser.left.has('pwa-collected')).toBe(false);
  });

  it('codes that it invents are not believed', async () => {
    const { side, browser } = await linked();
    const failing = (message: string) => {
      browser.skills = { ...browser.skills, give: () => Promise.reject(new Error(message)) };
      return side.bring(['x']);
    };
    await expect(failing('storage-full: disk')).rejects.toMatchObject({ code: 'storage-full' });
    await expect(failing('all is lost')).rejects.toMatchObject({ code: 'app-closed' });
  });
});
