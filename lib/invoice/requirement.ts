/**
 * What a public body demands on an invoice, from the flags of its Chorus Pro file (directory.md §2):
 * `service` a service code, `engagement` an engagement number, `either` one of the two, `both`, or `none`. `unknown`: the flags were never seen.
 */
export const requirements = ['none', 'service', 'engagement', 'either', 'both', 'unknown'] as const;
export type Requirement = (typeof requirements)[number];
