import { signal } from '@preact/signals';

/** The address after `#/`, as words: "#/facture/42/prete" → ["facture", "42", "prete"]. */
export const route = signal<readonly string[]>([]);
/** Field to put the cursor in, from `?champ=`; for the camera, the invoice that is photographed anew. */
export const target = signal('');

function read(): void {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  target.value = new URLSearchParams(query).get('champ') ?? '';
  route.value = path.split('/').filter(Boolean).map(decodeURIComponent);
}

export function startRouter(): void {
  addEventListener('hashchange', read);
  read();
}

/** The href of a screen: `to('facture', id, 'prete')`. */
export function to(...words: string[]): string {
  return `#/${words.map(encodeURIComponent).join('/')}`;
}

export function toField(id: string, field: string): string {
  return `${to('facture', id)}?champ=${encodeURIComponent(field)}`;
}

export function go(href: string, options: { replace?: boolean } = {}): void {
  if (options.replace) {
    history.replaceState(history.state, '', href);
    read();
  } else location.hash = href;
}
