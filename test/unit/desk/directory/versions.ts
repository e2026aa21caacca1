import type { DirectoryManifest } from '../../../../lib/directory/manifest.ts';
import { type Published, publish } from '../../../../lib/directory/publish.ts';
import type { ServicesBySiret } from '../../../../lib/directory/shards.ts';
import { body } from '../../directory/fixture.ts';

const hospital = body('Hôpital de Rochebrune', 'Rochebrune', '26110', { kind: 'hospital', requires: 'service' });
export const hospitalSiret = hospital.siret;
// Enough of a base for a difference to be the lighter way.
const many = Array.from({ length: 160 }, (_, rank) => body(`Commune de Neuville-${rank}`, `Neuville-${rank}`, '59000'));

export interface Version {
  manifest: DirectoryManifest;
  files: Map<string, Uint8Array>;
}

const withServices = (at: number, name: string) => {
  const services = [{ code: 'PHARMA', name, active: true, requiresEngagement: at > 1 }];
  return { services, entries: [...many.slice(at), { ...hospital, services }].map((entry) => ({ ...entry, aliases: [...entry.aliases] })) };
};

/** The first version again, a service of the hospital alone changed: the same base. */
export function withOtherServices(): Version {
  const [first] = versions as [Version];
  const { entries } = withServices(0, 'Pharmacie 0 bis');
  const { manifest, files } = publish(entries, null, { date: '2026-11-05', source: 'essai 0', licence: 'libre', skipped: 0 });
  return { manifest: { ...manifest, sequence: first.manifest.sequence + 1 }, files };
}

/** Each a week younger than the one before; the hospital's only service is named after its version. */
export const versions: readonly Version[] = (() => {
  const made: Version[] = [];
  let previous: Published | null = null;
  for (let at = 0; at < 4; at++) {
    const { services, entries } = withServices(at, `Pharmacie ${at}`);
    const before: Published | null = previous;
    const date = `2026-11-${String(1 + 7 * at).padStart(2, '0')}`;
    const { manifest, files } = publish(entries, before ? () => before : null, { date, source: `essai ${at}`, licence: 'libre', skipped: 0 });
    const bySiret: ServicesBySiret = new Map([[hospital.siret, services]]);
    previous = { manifest, version: { base: files.get(manifest.base.file) as Uint8Array, services: bySiret } };
    const all = new Map([...(made.at(-1)?.files ?? []), ...files]);
    made.push({ manifest, files: all });
  }
  return made;
})();
