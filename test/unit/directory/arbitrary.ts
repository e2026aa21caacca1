import fc from 'fast-check';
import { type DirectoryEntry, entryOf } from '../../../lib/directory/index.ts';
import { recipientKinds } from '../../../lib/directory/recipient.ts';
import { siretFromParts } from '../../../lib/directory/siret.ts';
import { requirements } from '../../../lib/invoice/requirement.ts';

const digits = (length: number) => fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, '0'));
const words = fc.array(
  fc.constantFrom(
    'Commune',
    'de',
    "d'Arles",
    'Saint-Étienne',
    'Le Havre',
    'Communauté de communes',
    '-',
    'Eau',
    'ŒUVRE',
    'l’Isle',
    'ÿ',
    '🏛',
    'Centre hospitalier',
    "d'",
    'x-',
  ),
  { minLength: 1, maxLength: 6 },
);
const name = words.map((list) => list.join(' '));
/** Any structure a source may hold, odd names included. */
export const entry: fc.Arbitrary<DirectoryEntry> = fc
  .record({
    siret: fc.oneof(
      fc.tuple(digits(8), digits(4)).map(([siren, nic]) => siretFromParts(siren, nic)),
      digits(14),
    ),
    name,
    town: fc.oneof(fc.constant(''), name),
    postcode: fc.constantFrom('', '35000', '01370', '97400'),
    kind: fc.constantFrom(...recipientKinds),
    requires: fc.constantFrom(...requirements),
    siretCertain: fc.boolean(),
    origin: fc.constantFrom('official', 'open', 'training', 'user') as fc.Arbitrary<DirectoryEntry['origin']>,
    active: fc.boolean(),
    worksOnly: fc.boolean(),
    main: fc.boolean(),
    services: fc.uniqueArray(
      fc.record({ code: fc.stringMatching(/^[A-Z0-9_]{1,12}$/), name, active: fc.boolean(), requiresEngagement: fc.boolean() }),
      {
        selector: (service) => service.code,
        maxLength: 3,
      },
    ),
    successor: fc.constantFrom('', '21350238800019'),
  })
  .map((partial) => entryOf(partial));
