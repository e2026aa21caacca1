import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OfficialDirectory } from '../../../lib/directory/official/official.ts';
import { readFile } from '../../../scripts/directory/files.ts';

const structures = `\ufeffTypeIdentifiant;Identifiant;RaisonSociale;GestionEngagement;GestionService;GestionServiceEngagement;EstMOAUniquement;StructureActive;CodePostal;Ville
SIRET;21350360000018;"COMMUNE DE ""VITRE""";O;N;N;N;O;35500;VITRE CEDEX
SIRET;12;COURT;N;N;N;N;O;;
SIRET;6078906300015;ZERO PERDU;N;N;O;N;N;06000;NICE
RIDET;12345678901234;AILLEURS;N;N;N;N;O;;
`;
const services = `Identifiant;RaisonSociale;Code;Nom;GestionEGMT;ServiceActif
21350360000018;X;CANTINE;Cantine;O;O
21350360000018;X;FACTURES_PUBLIQUES;Service des factures publiques;N;O
21350360000018;X;OLD;Ancien;N;N
`;
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Annuaire><!-- essai -->
<Structure><Identifiant>21350360000018</Identifiant><RaisonSociale>COMMUNE D&apos;ICI &amp; LA</RaisonSociale>
<GestionService>true</GestionService><GestionEngagement>true</GestionEngagement><Adresse><CodePostal>35500</CodePostal><Ville>VITRE</Ville></Adresse>
<Services><Service><Code>S1</Code><Nom>Un</Nom><GestionEGMT>true</GestionEGMT><ServiceActif>true</ServiceActif></Service></Services></Structure>
<Structure><Identifiant>12</Identifiant><RaisonSociale>COURT</RaisonSociale></Structure>
</Annuaire>`;
/** A workbook as spreadsheets write it: texts in a list of their own after the sheets, numbers without their leading zeros, empty cells left out. */
function workbook(sheets: (string | number)[][][], { inline = false, texts: keepTexts = true } = {}): Uint8Array {
  const texts: string[] = [];
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const cell = (value: string | number, row: number, column: number) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (value === '') return '';
    if (typeof value === 'number') return `<c r="${place}" s="1"><v>${value > 1e13 ? value.toExponential().replace('e+', 'E') : value}</v></c>`;
    if (inline) return `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
    texts.push(value);
    return `<c r="${place}" t="s"><v>${texts.length - 1}</v></c>`;
  };
  const files: Record<string, Uint8Array> = { '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>') };
  for (const [index, rows] of sheets.entries())
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(
      `<?xml version="1.0"?><worksheet><sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, row, column)).join('')}</row>`).join('')}</sheetData></worksheet>`,
    );
  if (keepTexts)
    files['xl/sharedStrings.xml'] = strToU8(
      `<sst>${texts.map((text) => `<si><r><t xml:space="preserve">${escaped(text.slice(0, 2))}</t></r><r><t>${escaped(text.slice(2))}</t></r><rPh><t>x</t></rPh></si>`).join('')}</sst>`,
    );
  return zipSync(files);
}
const columns = 'TypeIdentifiant Identifiant RaisonSociale GestionEngagement GestionService StructureActive CodePostal Ville'.split(' ');
const sheets: (string | number)[][][] = [
  [['Annuaire des structures'], [], columns, ['SIRET', 21350360000018, "COMMUNE D'ICI & LÀ", 'O', 'N', 'O', 35500, 'VITRE'], ['SIRET', 12, 'COURT']],
  [['Lisez-moi'], ['une feuille d’explications']],
  [
    ['Identifiant', 'RaisonSociale', 'Code', 'Nom', 'GestionEGMT', 'ServiceActif'],
    [21350360000018, 'X', 'CANTINE', 'Cantine', 'O', 'O'],
    [21350360000018, 'X', 'FACTURES_PUBLIQUES', 'Public', 'N', 'O'],
  ],
  [columns, ['SIRET', '06078906300015', 'ZERO PERDU', '', '', '', '06000', 'NICE']],
];

const reform = `<AnnuaireConsultationF14><BlocEtablissements>
<Etablissement><Statut>A</Statut><IdSIRET qualifiant="0009">21350360000018</IdSIRET><Nom>COMMUNE DE VITRE</Nom><Localite>VITRE</Localite><CP>35500</CP>
<DonneesB2G><EngagementJuridique>true</EngagementJuridique><Service>false</Service></DonneesB2G></Etablissement>
<Etablissement><Statut>A</Statut><IdSIRET qualifiant="0009">99882350437292</IdSIRET><Nom>UNE ENTREPRISE</Nom></Etablissement>
</BlocEtablissements><BlocCodesRoutage><CodeRoutage><Statut>A</Statut><IdSIRET qualifiant="0009">21350360000018</IdSIRET>
<IdRoutage qualifiant="0224">1166</IdRoutage><Nom>Voirie</Nom><EngagementJuridique>false</EngagementJuridique></CodeRoutage></BlocCodesRoutage></AnnuaireConsultationF14>`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursier-sources-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(...files: [name: string, content: string | Uint8Array][]) {
  const directory = new OfficialDirectory();
  const skipped: string[] = [];
  for (const [name, content] of files) {
    const path = join(folder, name);
    writeFileSync(path, content);
    await readFile(path, directory, (_, line, reason) => skipped.push(`${line}: ${reason}`));
  }
  return { directory, skipped, vitre: directory.entries.get('21350360000018') };
}

describe('official files', () => {
  it('reads the CSV of structures and of services in either order, a bad row skipped with its line', async () => {
    for (const order of [
      [structures, services],
      [services, structures],
    ]) {
      const { directory, skipped, vitre } = await read(['a.csv', order[0]!], ['b.csv', order[1]!]);
      expect(vitre).toMatchObject({
        name: 'COMMUNE DE "VITRE"',
        town: 'VITRE',
        postcode: '35500',
        requires: 'engagement',
        active: true,
        kind: 'commune',
      });
      expect(vitre?.services).toEqual([
        { code: 'CANTINE', name: 'Cantine', active: true, requiresEngagement: true },
        { code: 'OLD', name: 'Ancien', active: false, requiresEngagement: false },
      ]);
      // A leading zero lost to a spreadsheet comes back.
      expect(directory.entries.get('06078906300015')).toMatchObject({ requires: 'either', active: false });
      expect(skipped).toEqual(['3: « 12 » n’est pas un SIRET', '5: identifiant de type RIDET']);
    }
  });

  it('reads XML, and ZIP of either', async () => {
    for (const file of [
      ['a.xml', xml],
      ['a.zip', zipSync({ 'annuaire.xml': strToU8(xml) })],
    ] as [string, string | Uint8Array][]) {
      const { skipped, vitre } = await read(file);
      expect(vitre).toMatchObject({ name: "COMMUNE D'ICI & LA", requires: 'both', town: 'VITRE', postcode: '35500' });
      expect(vitre?.services).toEqual([{ code: 'S1', name: 'Un', active: true, requiresEngagement: true }]);
      expect(skipped).toEqual(['6: « 12 » n’est pas un SIRET']);
    }
  });

  it('reads the workbook, its texts shared or in the cells', async () => {
    for (const inline of [false, true]) {
      const { directory, skipped, vitre } = await read(['annuaire.xlsx', workbook(sheets, { inline })]);
      expect(vitre).toMatchObject({ name: "COMMUNE D'ICI & LÀ", requires: 'engagement', town: 'VITRE', postcode: '35500' });
      expect(vitre?.services).toEqual([{ code: 'CANTINE', name: 'Cantine', active: true, requiresEngagement: true }]);
      expect(directory.entries.get('06078906300015')).toMatchObject({ postcode: '06000' });
      expect(skipped).toEqual(['5: « 12 » n’est pas un SIRET']);
    }
  });

  it('reads a CSV in Latin 1', async () => {
    const { vitre } = await read([
      'latin.csv',
      Uint8Array.from(structures.slice(1).replace('VITRE""', 'VITRÉ""'), (character) => character.charCodeAt(0)),
    ]);
    expect(vitre?.name).toBe('COMMUNE DE "VITRÉ"');
  });

  it('keeps only the public bodies of the reform’s export', async () => {
    const { directory, vitre } = await read(['f14.xml', reform]);
    expect([...directory.entries.keys()]).toEqual(['21350360000018']);
    expect(vitre).toMatchObject({ requires: 'engagement', services: [{ code: '1166', name: 'Voirie' }] });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty.csv', '', /vide/],
    ['other.csv', 'a;b;c\n1;2;3\n', /colonnes/],
    ['open.csv', `${structures}SIRET;"21350360000018`, /guillemets/],
    ['cut.xml', xml.slice(0, 300), /s’arrête/],
    ['crossed.xml', '<a><b></a></b>', /ferme/],
    ['bomb.xml', '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>', /interdits/],
    ['nothing.xml', '<a><b>1</b></a>', /reconnu/],
    ['deep.xml', '<a>'.repeat(60), /trop de balises/],
    ['cut.zip', zipSync({ 'annuaire.xml': strToU8(xml.repeat(1)) }).slice(0, 250), /.+/],
    ['cut.xlsx', workbook(sheets).slice(0, 900), /incomplet/],
    ['textless.xlsx', workbook(sheets, { texts: false }), /textes manquent/],
    [
      'other.xlsx',
      workbook([
        [
          ['a', 'b'],
          [1, 2],
        ],
      ]),
      /colonnes/,
    ],
    ['titles.xlsx', workbook([[columns]]), /aucune ligne/],
    ['not-one.xlsx', zipSync({ 'a.xml': strToU8(xml) }), /aucune feuille/],
    ['renamed.zip', workbook(sheets), /\.xlsx/],
    ['order.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<!DOCTYPE a><worksheet/>') }), /interdits/],
    ['half.xlsx', zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData>') }), /milieu/],
    ['zeros.zip', zipSync({ 'annuaire.csv': new Uint8Array(60_000_000).fill(65) }), /ne finit pas|démesurément/],
    ['zeros.xlsx', zipSync({ 'xl/sharedStrings.xml': strToU8(`<sst>${'<si><t></t></si>'.repeat(1_300_000)}</sst>`) }), /démesurément/],
    ['endless.xml', `<a>${'b'.repeat(2_000_000)}`, /ne finit pas/],
    ['cut.gz', gzipSync(strToU8(xml)).slice(0, 200), /gzip/],
    ['none.zip', zipSync({ 'readme.md': strToU8('x') }), /ni XML ni CSV/],
  ])('refuses %s with the reason', async (name, content, reason) => {
    await expect(read([name, content])).rejects.toThrow(reason);
  });
});
