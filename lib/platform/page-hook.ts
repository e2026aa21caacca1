/**
 * Runs in the page's own world, only while a capture is armed: sees the PDFs that the page fetches, makes or opens when its own button is pressed, and posts them to
 * our script beside it. Everything passes through unchanged; while `hold` is set (Coursier pressed the button, with the user's word) what would open or save a file is
 * kept from doing so. The page could forge these messages: what they bring is one more file of that same page, judged like any other.
 */
export interface HookMessage {
  coursier: 'made';
  url: string;
  bytes: ArrayBuffer | null;
}

export interface HookOrder {
  coursier: 'arm' | 'disarm';
  hold: boolean;
}

const MOST = 40_000_000;

export function watchPage(): void {
  const mark = Symbol.for('coursier-hook');
  const page = window as unknown as Record<symbol, boolean>;
  if (page[mark]) return;
  page[mark] = true;
  let armed = false;
  let hold = false;
  const { fetch: askFetch, open: openWindow, Blob: BlobType, URL: UrlType } = window;
  const createUrl = UrlType.createObjectURL.bind(UrlType);
  const post = (url: string, bytes: ArrayBuffer | null = null) => {
    const message: HookMessage = { coursier: 'made', url, bytes };
    window.postMessage(message, '*', bytes ? [bytes] : []);
  };
  const maybe = (blob: Blob, url: string) => {
    if (!armed || blob.size > MOST || blob.size < 100 || !/pdf|octet|^$/.test(blob.type)) return;
    void blob.arrayBuffer().then((bytes) => {
      const head = new Uint8Array(bytes, 0, Math.min(1024, bytes.byteLength));
      if (String.fromCharCode(...head).includes('%PDF-')) post(url, bytes);
    });
  };
  const opened = (address: string | URL | undefined | null) => {
    if (!armed || address === undefined || address === null || address === '' || address === 'about:blank') return;
    try {
      const url = new UrlType(String(address), document.baseURI);
      if (/^(https?|blob|data):$/.test(url.protocol)) post(url.href);
    } catch {
      // no address: nothing to see
    }
  };

  window.addEventListener('message', ({ source, data }: MessageEvent<Partial<HookOrder> | null>) => {
    if (source !== window || typeof data !== 'object' || data === null) return;
    if (data.coursier === 'arm') [armed, hold] = [true, data.hold === true];
    if (data.coursier === 'disarm') [armed, hold] = [false, false];
  });

  window.fetch = async (...given) => {
    const answer = await askFetch.apply(window, given);
    if (armed && /pdf|octet/.test(answer.headers.get('content-type') ?? ''))
      void answer
        .clone()
        .blob()
        .then(
          (blob) => maybe(blob, answer.url),
          () => undefined,
        );
    return answer;
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (this: XMLHttpRequest, ...given) {
    if (armed)
      this.addEventListener('load', () => {
        const { response } = this as { response: unknown };
        if (response instanceof BlobType) maybe(response, this.responseURL);
        else if (response instanceof ArrayBuffer) maybe(new BlobType([response]), this.responseURL);
        else if (/pdf/.test(this.getResponseHeader('content-type') ?? '')) post(this.responseURL);
      });
    return send.apply(this, given);
  };
  UrlType.createObjectURL = (object) => {
    const url = createUrl(object);
    if (object instanceof BlobType) maybe(object, url);
    return url;
  };
  const { print } = window;
  window.print = () => {
    if (!(armed && hold)) print.call(window);
  };
  window.open = (url, ...rest) => {
    opened(url);
    return armed && hold ? nowhere(opened) : openWindow.call(window, url, ...rest);
  };
  const anchor = HTMLAnchorElement.prototype;
  const { click } = anchor;
  const held = (link: HTMLAnchorElement) => {
    if (!armed || !link.href || /^javascript:/i.test(link.href)) return false;
    opened(link.href);
    return hold && (link.hasAttribute('download') || link.target === '_blank' || /^(blob|data):/.test(link.href));
  };
  anchor.click = function (this: HTMLAnchorElement) {
    if (!held(this)) click.call(this);
  };
  anchor.dispatchEvent = function (this: HTMLAnchorElement, event: Event) {
    if (event.type === 'click' && held(this)) return true;
    return EventTarget.prototype.dispatchEvent.call(this, event);
  };
  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
    if (!(armed && hold && sent(this))) submit.call(this);
  };
  document.addEventListener('submit', (event) => {
    if (armed && hold && !event.defaultPrevented && event.target instanceof HTMLFormElement && sent(event.target)) event.preventDefault();
  });
  /** A form posted to make a PDF: asked here, since asking its address again would not post. */
  function sent(form: HTMLFormElement): boolean {
    if (form.method.toLowerCase() !== 'post') {
      opened(`${form.action}${form.action.includes('?') ? '&' : '?'}${new URLSearchParams(new FormData(form) as unknown as Record<string, string>)}`);
      return true;
    }
    void askFetch
      .call(window, form.action, { method: 'POST', body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>) })
      .then((answer) => answer.blob().then((blob) => maybe(new BlobType([blob]), answer.url)))
      .catch(() => undefined);
    return true;
  }
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigate', (given) => {
    const event = given as Event & { hashChange?: boolean; destination?: { url: string; sameDocument: boolean } };
    if (!armed || event.hashChange || !event.destination || event.destination.sameDocument) return;
    opened(event.destination.url);
    if (hold && event.cancelable) event.preventDefault();
  });
}

/** Stands for the window that is not opened: a page that first opens it, then gives it an address, is heard as well. */
function nowhere(opened: (url: string) => void): Window {
  const place = {
    assign: opened,
    replace: opened,
    set href(url: string) {
      opened(url);
    },
    get href() {
      return 'about:blank';
    },
  };
  const silent = () => undefined;
  const papers = { write: silent, writeln: silent, close: silent, open: silent, body: document.createElement('body'), title: '' };
  const fake = { closed: false, close: silent, focus: silent, blur: silent, print: silent, document: papers, opener: null, addEventListener: silent };
  Object.defineProperty(fake, 'location', { get: () => place, set: (url: string) => opened(String(url)) });
  return fake as unknown as Window;
}
