/** What BT-24 says. `unknown`: an invoice whose profile no table names. */
export type Profile = 'minimum' | 'basicwl' | 'basic' | 'en16931' | 'extended' | 'ctcfr' | 'xrechnung' | 'peppol' | 'unknown';

const profiles: readonly (readonly [pattern: RegExp, profile: Profile])[] = [
  [/extended-ctc-fr/i, 'ctcfr'],
  [/xrechnung|xeinkauf/i, 'xrechnung'],
  [/peppol/i, 'peppol'],
  [/[:#]minimum$/i, 'minimum'],
  [/[:#]basicwl$/i, 'basicwl'],
  [/[:#]basic$/i, 'basic'],
  [/[:#]extended$/i, 'extended'],
  [/[:#](comfort|en16931)$/i, 'en16931'],
  [/^urn:cen\.eu:en16931:2017/i, 'en16931'],
];

export function profileOf(guideline: string): Profile {
  return profiles.find(([pattern]) => pattern.test(guideline))?.[1] ?? 'unknown';
}
