import type { Tab } from '../../platform/tabs.ts';

/** What can be read from the tab beside the panel: a billing tool's page, or a PDF. */
export function FromPage(_: { tab: Tab }) {
  return null;
}
