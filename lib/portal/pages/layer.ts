/**
 * What Coursier draws over the portal's page: in a shadow root of its own, styled through the elements themselves, so that neither the page's styles nor its
 * security policy have a say. Everything is text; nothing of the page is changed.
 */
type Styles = Partial<
  Record<
    | 'position'
    | 'left'
    | 'top'
    | 'width'
    | 'height'
    | 'background'
    | 'color'
    | 'border'
    | 'borderRadius'
    | 'padding'
    | 'font'
    | 'zIndex'
    | 'boxShadow'
    | 'maxWidth'
    | 'display'
    | 'cursor'
    | 'pointerEvents'
    | 'outline'
    | 'right'
    | 'lineHeight'
    | 'textAlign'
    | 'margin'
    | 'transform',
    string
  >
>;

const INK = '#14213d';
const SHEET = '#fffdf7';
const ACCENT = '#1d4ed8';
const FONT = '600 14px/1.35 system-ui, sans-serif';

function put(element: HTMLElement, styles: Styles): HTMLElement {
  Object.assign(element.style, styles);
  return element;
}

export class Layer {
  private readonly page: Document;
  private readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly box: HTMLElement;
  private readonly name: HTMLElement;

  constructor(page: Document) {
    this.page = page;
    this.host = page.createElement('div');
    this.host.setAttribute('data-coursier', '');
    put(this.host, { position: 'absolute', left: '0', top: '0', width: '0', height: '0', zIndex: '2147483647' });
    this.root = this.host.attachShadow({ mode: 'open' });
    this.box = put(this.element('div'), {
      position: 'absolute',
      display: 'none',
      border: `3px solid ${ACCENT}`,
      borderRadius: '6px',
      pointerEvents: 'none',
      boxShadow: '0 0 0 4px rgb(29 78 216 / 25%)',
    });
    this.name = put(this.element('div'), {
      position: 'absolute',
      display: 'none',
      background: ACCENT,
      color: '#fff',
      font: FONT,
      padding: '4px 8px',
      borderRadius: '4px',
      pointerEvents: 'none',
      maxWidth: '320px',
    });
    (page.body ?? page.documentElement).append(this.host);
  }

  element(tag: string): HTMLElement {
    const made = this.page.createElement(tag);
    this.root.append(made);
    return made;
  }

  /** A sentence at the top of the window, while something is asked. */
  banner(text: string): HTMLElement {
    const banner = put(this.element('div'), {
      position: 'fixed',
      left: '50%',
      top: '12px',
      transform: 'translateX(-50%)',
      background: INK,
      color: '#fff',
      font: FONT,
      padding: '10px 16px',
      borderRadius: '8px',
      boxShadow: '0 6px 24px rgb(0 0 0 / 35%)',
      maxWidth: '90vw',
      pointerEvents: 'none',
    });
    banner.setAttribute('role', 'status');
    banner.textContent = text;
    return banner;
  }

  /** Frames one element, with a word on it; null frames nothing. */
  frame(element: HTMLElement | null, text = ''): void {
    if (!element) {
      put(this.box, { display: 'none' });
      put(this.name, { display: 'none' });
      return;
    }
    const { left, top, width, height } = placeOf(element, this.page);
    put(this.box, { display: 'block', left: `${left - 6}px`, top: `${top - 6}px`, width: `${width + 6}px`, height: `${height + 6}px` });
    this.name.textContent = text;
    put(this.name, { display: text ? 'block' : 'none', left: `${left - 6}px`, top: `${top + height + 8}px` });
  }

  /** A round sign beside an element; it opens its sentence under the pointer, by the keyboard or by a touch. */
  sign(element: HTMLElement, sign: string, title: string, text: string): void {
    const { left, top, width } = placeOf(element, this.page);
    const button = put(this.element('button'), {
      position: 'absolute',
      left: `${Math.max(0, left + width - 10)}px`,
      top: `${Math.max(0, top - 10)}px`,
      width: '20px',
      height: '20px',
      border: `1.5px solid ${SHEET}`,
      borderRadius: '50%',
      background: ACCENT,
      color: '#fff',
      font: '700 12px/1 system-ui, sans-serif',
      padding: '0',
      margin: '0',
      cursor: 'help',
      textAlign: 'center',
    });
    button.setAttribute('type', 'button');
    button.textContent = sign;
    button.setAttribute('aria-label', `${title} : ${text}`);
    const bubble = put(this.element('div'), {
      position: 'absolute',
      display: 'none',
      left: `${Math.max(8, Math.min(left, this.page.documentElement.clientWidth - 300))}px`,
      top: `${top + 16}px`,
      background: SHEET,
      color: INK,
      border: `1.5px solid ${INK}`,
      font: '400 14px/1.45 system-ui, sans-serif',
      padding: '10px 12px',
      borderRadius: '8px',
      maxWidth: '280px',
      boxShadow: '0 6px 24px rgb(0 0 0 / 25%)',
      zIndex: '2',
    });
    bubble.setAttribute('role', 'tooltip');
    const strong = this.page.createElement('strong');
    strong.textContent = title;
    const rest = this.page.createElement('div');
    rest.textContent = text;
    bubble.append(strong, rest);
    const show = (on: boolean) => () => put(bubble, { display: on ? 'block' : 'none' });
    for (const name of ['mouseenter', 'focus', 'click']) button.addEventListener(name, show(true));
    for (const name of ['mouseleave', 'blur']) button.addEventListener(name, show(false));
  }

  remove(): void {
    this.host.remove();
  }
}

/** Place of an element on the page, frames included, in pixels of the page. */
function placeOf(element: HTMLElement, page: Document): { left: number; top: number; width: number; height: number } {
  const box = element.getBoundingClientRect();
  let [left, top] = [box.left, box.top];
  for (let view = element.ownerDocument.defaultView; view && view.document !== page; view = view.parent as Window & typeof globalThis) {
    const around = view.frameElement?.getBoundingClientRect();
    left += around?.left ?? 0;
    top += around?.top ?? 0;
  }
  return { left: left + (page.defaultView?.scrollX ?? 0), top: top + (page.defaultView?.scrollY ?? 0), width: box.width, height: box.height };
}
