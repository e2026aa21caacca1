import { fold } from '../../extraction/text.ts';
import { addressOf, sameOrigin } from '../address.ts';
import type { SeenLink } from '../snapshot.ts';

export interface Candidate {
  link: SeenLink;
  score: number;
}

/** From here on an address is worth a request. */
export const WORTH = 3.5;

/** Words that speak for the invoice's PDF, in its address, its text or its icon. */
const signs: readonly [RegExp, number][] = [
  [/\bpdf\b|pdf(?=[_\-.\d]|$)|(?<=[_\-./=])pdf/, 4],
  [/telecharg|download|\bdl\b/, 2.5],
  [/imprim|\bprint|apercu|preview|visualis|consulter/, 1.5],
  [/factur|invoice|\bavoir\b|credit.?note|\bbill\b/, 1.5],
];

/** What is beside an invoice and is not it. */
const beside =
  /\bcgv\b|conditions|\baide\b|\bhelp\b|\bguide|mentions|notice|manuel|tarif|brochure|catalogue|\brib\b|devis|\bquot|estimat|proforma|bon.{0,4}(de )?(commande|livraison)|bordereau|delivery|packing|relance|reminder|csv|xlsx?|\bzip\b|\bxml\b|releve|statement|politique|confidential|privacy|terms/;

/**
 * Addresses that may change something when they are merely asked for. Never asked, whatever else speaks for them: a tool where « supprimer » is a link exists, and the
 * link that removes Dolibarr's PDF bears the PDF's name.
 */
const changes =
  /(?:^|[/?&=_.-])(delete|remove|destroy|suppr\w*|erase|logout|log_out|signout|sign_out|deconnexion|disconnect|cancel|annul\w*|send|envo\w*|sendmail|valid\w*|confirm\w*|approve|pay|payer|checkout|archive|duplicat\w*|dupliquer|clone|builddoc|remove_file|regenerate|unlink|reject|refuser|mark_\w+|set_\w+)(?:$|[/?&=_.-])/;
const changing =
  /^(supprim|effac|envo[iy]|valid|pay(er|ez)\b|annul|dupliq|archiv|relanc|modifi|marqu|rembours|delete|remove|send|pay\b|cancel|duplicate|archive|edit\b|mark|deconn|log ?out|se deconnecter|enregistr|save|creer|create|nouve|new\b|ajout|add\b)/;

/** Address as a person reads it, path and query; the host says nothing. */
function spelled(url: string): string {
  if (/^(blob|data):/i.test(url)) return '';
  const { pathname = url, search = '', hash = '' } = addressOf(url) ?? {};
  const whole = `${pathname}${search}${hash}`;
  try {
    return fold(decodeURIComponent(whole));
  } catch {
    return fold(whole);
  }
}

function said({ text, hints }: SeenLink): string {
  return fold(`${text} ${hints.replace(/([a-z])([A-Z])/g, '$1 $2')}`);
}

/** How much speaks for one address or button; null for what must never be asked. `numbers`: invoice numbers that the page shows. */
export function scoreOf(link: SeenLink, page: string, numbers: readonly string[] = []): number | null {
  const address = spelled(link.url);
  const words = said(link);
  if (link.adapter === 'avoid' || changes.test(address) || changing.test(fold(link.text.trim()))) return null;
  let score = link.adapter === 'prefer' ? 6 : 0;
  if (/pdf/i.test(link.type) || /^data:application\/pdf/i.test(link.url)) score += 5;
  if (/\.pdf\b/.test(address)) score += 2;
  for (const [pattern, weight] of signs) {
    if (pattern.test(address)) score += weight;
    if (pattern.test(words)) score += weight * 0.8;
  }
  if (/^blob:/i.test(link.url)) score += 4;
  if (link.download) score += 2;
  if (beside.test(words)) score -= 5;
  if (beside.test(address)) score -= 3;
  // A form is sent again with what it holds: only where it says PDF itself.
  if (link.kind === 'form' && !/pdf|telecharg|download/.test(`${address} ${words}`)) return null;
  if (link.post && !/pdf/.test(`${address} ${words}`)) return null;
  if (link.kind === 'frame' && score === 0) return null;
  if (score <= 0) return null;
  if (sameOrigin(link.url, page)) score += 0.5;
  const place = fold(`${link.url} ${link.around}`);
  if (numbers.some((number) => place.includes(fold(number)))) score += 1.5;
  return score;
}

/** Addresses worth a request, best first, each once. */
export function candidatesOf(links: readonly SeenLink[], page: string, numbers: readonly string[] = []): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const link of links) {
    if (link.kind === 'press' || link.url === page) continue;
    const score = scoreOf(link, page, numbers);
    if (score === null || score < WORTH) continue;
    const key = link.kind === 'form' ? `form ${link.at}` : link.url.replace(/#(?!.*\/).*$/, '');
    const known = best.get(key);
    if (!known || known.score < score) best.set(key, { link, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

/** Closed menus behind which such a button may be: pressed before anything is given up, with the same word of the user's. */
export function menusOf(links: readonly SeenLink[]): SeenLink[] {
  return links.filter((link) => {
    const words = said(link);
    const opens =
      /\b(menu|dropdown|true|listbox)\b|haspopup|kebab|ellipsis|more.?(vert|horiz)/.test(fold(link.hints)) ||
      /^(actions?|options?|plus|more|exporter?|export|document|…|\.\.\.|⋮|⋯)\b/.test(fold(link.text.trim()));
    return (
      link.kind === 'press' &&
      !link.hidden &&
      link.text.length < 40 &&
      opens &&
      !changing.test(fold(link.text.trim())) &&
      !/langue|language|compte|account|profil|notification|filtre|filter|search|recherche/.test(words)
    );
  });
}

/** Buttons that would make a PDF, best first: what the user is shown, and what Coursier presses if he agrees. */
export function buttonsOf(links: readonly SeenLink[], page: string): Candidate[] {
  return links
    .filter((link) => link.kind === 'press' && link.text.length < 80)
    .flatMap((link) => {
      const score = scoreOf(link, page);
      // What is shown first: a closed menu is opened by nobody.
      const rank = (score ?? 0) - (link.hidden ? 2 : 0);
      const words = said(link);
      return score !== null &&
        /pdf|telecharg|download|imprim|print|apercu|preview|visualis/.test(words) &&
        (/pdf/.test(words) || !/csv|excel|xls|export/.test(words))
        ? [{ link, score: rank }]
        : [];
    })
    .sort((a, b) => b.score - a.score || a.link.text.length - b.link.text.length);
}
