/** "CRSR", then the version of the layout: a reader of another version refuses the file and keeps what it has. */
export const magic = [0x43, 0x52, 0x53, 0x52];
export const layoutVersion = 3;
/** Magic, version, three zeros, checksum. */
export const headerLength = 16;

/** Columns of the file, in their order. Each is length-prefixed; text columns are lines, number columns LEB128. */
export const columnNames = [
  'dictionary', // pieces of names, most frequent first
  'towns', // names in the order of first use, each: 32 + bytes shared with the one before, the rest, line feed
  'postcodes', // of the towns, in planes: two signs of the department, then the hundreds, then the tens and units as one number
  'numbers', // per structure: SIREN8 step, NIC4 (first of its SIREN) or NIC4 step
  'townSteps', // per structure: town index against the one before
  'kinds', // per structure: kind and requirement
  'flags', // per structure: certain, active, works only, main, origin
  'sizes', // per structure: order of magnitude of the population
  'names', // per structure, then per alias or service: pieces, closed by 0; nothing before the 0 is "Commune de" and the town
  'irregular', // lines "index siret": keys that do not compute
  'otherSteps', // per alias or service: its structure against the one before
  'otherFlags', // per alias or service: service, active, engagement
  'codes', // service codes, lines
  'successors', // lines "index siret"
] as const;
export type ColumnName = (typeof columnNames)[number];

/** Signs inside a name: 0 closes it. */
export const nameEnd = 0;
export const townSign = 1;
export const bareTownSign = 2;
/** First name of the same SIREN; for an alias or a service, the structure's own. */
export const parentSign = 3;
export const firstPiece = 4;
/** A shared beginning is told in one sign from this one on. */
export const sharedBase = 32;
export const longestShared = 90;

export const origins = ['official', 'open', 'training', 'user'] as const;
export const flagBits = { certain: 1, active: 2, worksOnly: 4, main: 8 } as const;
export const otherBits = { service: 1, active: 2, engagement: 4 } as const;
