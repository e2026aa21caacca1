import { siteOf } from './sites.ts';

/** The frames around, when another origin holds them; "" when there is none or the browser does not say. */
function outerOrigins(page: Document): string[] {
  const { ancestorOrigins } = page.location as Location & { ancestorOrigins?: DOMStringList };
  return ancestorOrigins ? [...ancestorOrigins] : [];
}

/** Asked again at the moment of each act: the page is the portal's own, or the practice one, and so is everything around it. */
export function isThePortal(page: Document, origin: string, practice: readonly string[]): boolean {
  const trusted = (url: string) => {
    const { kind } = siteOf(url, practice);
    return kind === 'production' || kind === 'qualification' || kind === 'training';
  };
  if (page.location.origin !== origin || !trusted(page.location.href)) return false;
  return outerOrigins(page).every((outer) => trusted(`${outer}/`));
}

/** A frame whose parent may be read is filled from there: one engine a page. */
export function isInner(page: Document): boolean {
  const view = page.defaultView;
  if (!view || view === view.parent) return false;
  try {
    return Boolean(view.parent.document);
  } catch {
    return false;
  }
}
