import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { DirectoryEntry } from '../../lib/directory/entry.ts';

/**
 * Writes an XML of the shape of the portal's directory (directory.md §1.1), with every tag its CSV has, until it weighs `megabytes`: the structures given,
 * then services of theirs. Numbers decide the flags, so that the same call writes the same file.
 */
export async function writeOfficialXml(path: string, entries: readonly DirectoryEntry[], megabytes: number, week = 0): Promise<void> {
  const file = createWriteStream(path);
  const text = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  let pending = '';
  const write = async (piece: string) => {
    pending += piece;
    if (pending.length < 1 << 20) return;
    if (!file.write(pending)) await once(file, 'drain');
    pending = '';
  };
  await write('<?xml version="1.0" encoding="UTF-8"?>\n<Annuaire>\n');
  // Each structure's share of the file, filled by its addresses and services as in the real one.
  const share = (megabytes * 1e6) / entries.length;
  for (const [index, entry] of entries.entries()) {
    // From one week to the next, as measured on the real list (directory.md §0.3, §1.1): 52 close, 87 open, some 40 ask for something else, and
    // 120 services change.
    const lot = (index * 7919) % entries.length;
    if (week === 0 ? lot >= entries.length - 87 : lot < 52) continue;
    const changed = week > 0 && lot >= 1000 && lot < 1040 ? 1 : 0;
    const flag = (bit: number) => (((index + changed) >> bit) & 1 ? 'true' : 'false');
    let record = `<Structure><TypeIdentifiant>SIRET</TypeIdentifiant><Identifiant>${entry.siret}</Identifiant><RaisonSociale>${text(entry.name)}</RaisonSociale><EmetteurEdi>false</EmetteurEdi><RecepteurEdi>false</RecepteurEdi><GestionStatutMiseEnPaiement>true</GestionStatutMiseEnPaiement><GestionEngagement>${flag(0)}</GestionEngagement><GestionService>${flag(1)}</GestionService><GestionServiceEngagement>${flag(3)}</GestionServiceEngagement><EstMOA>false</EstMOA><EstMOAUniquement>false</EstMOAUniquement><StructureActive>true</StructureActive><Adresse><Adresse1>${index} RUE DE LA REPUBLIQUE</Adresse1><ComplementAdresse1></ComplementAdresse1><CodePostal>${entry.postcode}</CodePostal><Ville>${text(entry.town)}</Ville><NumTelephone>0200000000</NumTelephone><Courriel>contact@exemple.fr</Courriel><CodePays>FR</CodePays><LibellePays>France</LibellePays></Adresse><Services>`;
    const services = index % 5 === 0 ? 3 : 0;
    for (let number = 0; number < services; number++)
      record += `<Service><Code>SERV-${(index % 97) * 10 + number}</Code><Nom>Service ${['des achats', 'technique', 'restauration'][number]} ${text(entry.town)}</Nom><GestionEGMT>${flag(2)}</GestionEGMT><ServiceActif>${(index + number) % 11 !== 0 && !(week > 0 && number === 0 && lot >= 2000 && lot < 2600)}</ServiceActif></Service>`;
    record += `<Service><Code>FACTURES_PUBLIQUES</Code><Nom>Service des factures publiques</Nom><GestionEGMT>false</GestionEGMT><ServiceActif>true</ServiceActif></Service></Services>`;
    const room = share - record.length - 60;
    if (room > 0) record += `<Commentaire>${'x'.repeat(room)}</Commentaire>`;
    await write(`${record}</Structure>\n`);
  }
  pending += '</Annuaire>\n';
  file.end(pending);
  await once(file, 'finish');
}
