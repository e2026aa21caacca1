import type { Tab } from '../../platform/tabs.ts';
import type { Site } from '../../portal/pages/sites.ts';

/** What can be done on the portal's page beside the panel: fill it with an invoice, read its list. */
export function OnPortal(_: { tab: Tab; site: Site }) {
  return null;
}
