import { fold } from '../../extraction/text.ts';
import { digitsOf, siretProblem } from '../../invoice/identifiers.ts';
import { sameOrigin } from '../address.ts';
import type { Snapshot } from '../snapshot.ts';

const labelled = /client|tiers|customer|partner|acheteur|destinataire|factur[ée]e? a|bill(ed)? to/;

/**
 * The customer's own page in the same tool: the adapter's place, else the one link on his name. Followed once. "" when there is none, or when it leaves the site.
 */
export function customerPage(snapshot: Snapshot, buyerName: string | null): string {
  if (snapshot.customer !== '') return sameSite(snapshot.customer, snapshot.url);
  const name = fold(buyerName ?? '').trim();
  const links = snapshot.links.filter(
    (link) => link.kind === 'link' && !link.download && sameSite(link.url, snapshot.url) !== '' && link.url !== snapshot.url,
  );
  const onName =
    name.length > 2
      ? links.filter((link) => fold(link.text).trim() === name || (link.text.length > 5 && name.startsWith(fold(link.text).trim())))
      : [];
  const byWord = links.filter(
    (link) =>
      /\/(clients?|customers?|tiers|societe|compan(y|ies)|contacts?|partners?|accounts?)\b.*\d|[?&](socid|client_?id|customer_?id)=/i.test(
        link.url,
      ) && link.text.trim().length > 2,
  );
  const best =
    onName[0] ??
    byWord.find(
      (link) => labelled.test(fold(`${link.around} ${link.hints}`)) && !/nouveau|ajouter|creer|new|modif|edit|supprim/.test(fold(link.text)),
    );
  return best ? best.url : '';
}

/** The page of notes, where some tools keep what was typed for the buyer. */
export function notePage(snapshot: Snapshot): string {
  if (snapshot.note !== '') return sameSite(snapshot.note, snapshot.url);
  const link = snapshot.links.find(
    (one) => one.kind === 'link' && /^notes?( ?\(?\d+\)?)?$/.test(fold(one.text).trim()) && sameSite(one.url, snapshot.url) !== '',
  );
  return link && link.url !== snapshot.url ? link.url : '';
}

const sameSite = (url: string, page: string) => (sameOrigin(url, page) ? url : '');

/**
 * SIRETs that a page shows, those under a SIRET label first; the key must hold: unlike on an invoice, nothing else on a customer's page tells fourteen digits from an
 * account number.
 */
export function siretsOn(snapshot: Pick<Snapshot, 'pairs' | 'lines'>, except: readonly string[]): string[] {
  const found: { siret: string; labelled: boolean }[] = [];
  const take = (text: string, isLabelled: boolean) => {
    for (const match of text.matchAll(/(?<!\d)\d(?:[ \u00a0\u202f.]?\d){13}(?!\d)/g)) {
      const siret = digitsOf(match[0]);
      if (siretProblem(siret) === null && !except.includes(siret)) found.push({ siret, labelled: isLabelled });
    }
  };
  for (const [label, value] of snapshot.pairs) take(value, /siret/i.test(label));
  for (const line of snapshot.lines) {
    const text = line.map(([word]) => word).join(' ');
    take(text, /siret/i.test(text));
  }
  return [...new Set([...found].sort((a, b) => Number(b.labelled) - Number(a.labelled)).map(({ siret }) => siret))];
}
