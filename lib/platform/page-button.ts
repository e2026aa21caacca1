/** What the page calls itself, and whether it shows money: enough to offer to read it, and cheap on every page of the site. */
function looksLikeInvoice(): boolean {
  const heads = [...document.querySelectorAll('h1,h2,h3')].slice(0, 12).map((head) => head.textContent ?? '');
  const said = `${document.title} ${location.pathname} ${heads.join(' ')}`;
  return /factur|avoir\b|invoice|credit.?note|\bbills?\b/i.test(said) && /\d[.,]\d\d/.test(document.body?.textContent?.slice(0, 60_000) ?? '');
}

/**
 * A small button at the foot of the tool's page, in a shadow root so that neither style touches the other's. Gone for this page with its cross. A tool that changes its
 * page without loading another is looked at again when its address or title changes.
 */
export function offerButton(words: { read: string; hide: string }, onRead: () => void): void {
  const mark = Symbol.for('coursier-button');
  const page = globalThis as unknown as Record<symbol, boolean>;
  if (page[mark] || window !== window.top) return;
  page[mark] = true;
  const host = document.createElement('coursier-button');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = `:host{all:initial;position:fixed;right:16px;bottom:16px;z-index:2147483000;display:flex;font:600 15px system-ui,sans-serif}
button{all:unset;box-sizing:border-box;cursor:pointer;background:#55288f;color:#fffdf8;padding:11px 16px;border-radius:10px 0 0 10px;box-shadow:0 3px 12px rgb(67 45 15/.3)}
button+button{padding:11px 13px;border-radius:0 10px 10px 0;border-left:1px solid #8d6bc0}button:hover{background:#43206f}button:focus-visible{outline:3px solid #d79b16;outline-offset:2px}
@media print{:host{display:none}}`;
  const button = (text: string, label: string, run: () => void) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.textContent = text;
    one.setAttribute('aria-label', label);
    one.addEventListener('click', (event) => {
      // Only a person's own click: the page cannot press it.
      if (event.isTrusted) run();
    });
    return one;
  };
  let hidden = false;
  root.append(
    style,
    button(words.read, words.read, onRead),
    button('×', words.hide, () => {
      hidden = true;
      host.remove();
    }),
  );
  const look = () => {
    if (!hidden && looksLikeInvoice()) document.documentElement.append(host);
    else host.remove();
  };
  look();
  let seen = '';
  const { navigation } = window as unknown as { navigation?: EventTarget };
  navigation?.addEventListener('navigatesuccess', () => {
    if (seen !== location.href) setTimeout(look, 400);
    seen = location.href;
  });
}
