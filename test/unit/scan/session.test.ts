import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScanSession } from '../../../lib/scan/session.ts';
import { printedPage } from './synthetic.ts';

/** Node 20 does not have it; what is handed over is lost to its first owner, there as here. */
function transfer(this: ArrayBuffer): ArrayBuffer {
  return structuredClone(this, { transfer: [this] }).slice(0, 0);
}
const had = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'transfer');

describe('memory of a session', () => {
  beforeEach(() => {
    Object.defineProperty(ArrayBuffer.prototype, 'transfer', { value: transfer, configurable: true });
  });
  afterEach(() => {
    if (had) Object.defineProperty(ArrayBuffer.prototype, 'transfer', had);
    else Reflect.deleteProperty(ArrayBuffer.prototype, 'transfer');
  });

  it('gives the picture back once the page lies flat, and the pages at its end, however often they were turned and cleared', () => {
    const picture = printedPage(900, 1300).page;
    const session = new ScanSession(picture);
    const upright = session.page();
    expect(picture.data).toHaveLength(0);
    const lines = session.montage({ clear: true });
    const aside = session.page(1);
    expect(lines.image.data.length).toBeGreaterThan(0);
    // asked again, everything is still there
    expect(session.montage().pieces.length).toBeGreaterThan(0);
    expect(session.quality().warnings).toBeDefined();
    session.end();
    expect([upright.data.length, aside.data.length]).toEqual([0, 0]);
    // what was made from it belongs to who asked
    expect(lines.image.data.length).toBeGreaterThan(0);
    expect(() => session.end()).not.toThrow();
  });

  it('keeps a picture that is the page itself', () => {
    const whole = new ScanSession(printedPage(900, 1300).page, { search: false });
    const picture = { ...whole.page(), data: whole.page().data.slice() };
    const page = new ScanSession(picture, { search: false });
    expect(page.montage().pieces.length).toBeGreaterThan(0);
    expect(picture.data).toHaveLength(picture.width * picture.height);
  });
});
