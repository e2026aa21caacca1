import { type Fields, field, foldedName, knownFields, type OfficialDirectory, type Outcome, siretIn } from './official.ts';
import { SourceRefused } from './refused.ts';

interface Frame {
  name: string;
  line: number;
  fields: Fields;
  text: string;
  leaf: boolean;
  attributes: boolean;
  /** Services met inside, waiting for the SIRET of this frame. */
  services: { fields: Fields; line: number }[];
}

const tagNames = new Map<string, string>();

/** The folded name of a tag, worked out once. */
function tagName(name: string): string {
  let folded = tagNames.get(name);
  if (folded === undefined) {
    folded = foldedName(name);
    if (tagNames.size < 5000) tagNames.set(name, folded);
  }
  return folded;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of an XML file with its entities replaced: the five of XML and characters by number, no other. */
export function plainText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    }
    return entities[name] ?? whole;
  });
}

const decoded = (text: string) => plainText(text).trim();

const serviceTags = new Set(['service', 'coderoutage', 'servicestructure']);
const structureTags = new Set(['structure', 'etablissement', 'structurepublique', 'destinataire']);
/** Blocks that belong to their parent ("DonneesB2G", "Parametres", "Adresse"): their fields are lifted into it. */
const liftedTags = new Set([
  'donneesb2g',
  'parametres',
  'adresse',
  'adressepostale',
  'informationgenerales',
  'informationsgenerales',
  'coordonnees',
  'identification',
]);

/**
 * Reads a directory in XML chunk by chunk: one open record in memory. Entity declarations are refused (billion laughs), depth and record size bounded.
 * Throws with the line when the file is not well formed.
 */
export class DirectoryXml {
  private buffer = '';
  private line = 1;
  private readonly stack: Frame[] = [];
  private records = 0;
  private rootClosed = false;

  constructor(
    private readonly directory: OfficialDirectory,
    private readonly report: (line: number, reason: string) => void,
  ) {}

  write(chunk: string): void {
    this.buffer += chunk;
    let at = 0;
    for (;;) {
      const open = this.buffer.indexOf('<', at);
      if (open < 0) break;
      const special = this.buffer.startsWith('<!--', open) ? '-->' : this.buffer.startsWith('<![CDATA[', open) ? ']]>' : '>';
      // A comment or CDATA may start at the very end of the chunk: wait for more.
      if (this.buffer.length - open < 9 && this.buffer[open + 1] === '!') break;
      const close = this.buffer.indexOf(special, open + 1);
      if (close < 0) {
        if (this.buffer.length - open > 1_000_000) throw new SourceRefused(`ligne ${this.line} : une balise ne finit pas`);
        break;
      }
      this.text(this.buffer.slice(at, open));
      const tag = this.buffer.slice(open, close + special.length);
      if (tag.startsWith('<![CDATA[')) this.text(tag.slice(9, -3), true);
      else if (tag.startsWith('<!--') || tag.startsWith('<?')) this.count(tag);
      else if (tag.startsWith('<!')) {
        if (/^<!(DOCTYPE|ENTITY)/i.test(tag)) throw new SourceRefused(`ligne ${this.line} : ce fichier contient des ordres interdits (DOCTYPE)`);
        this.count(tag);
      } else this.tag(tag);
      at = close + special.length;
    }
    this.text(this.buffer.slice(at, this.stack.length === 0 ? this.buffer.length : at));
    this.buffer = this.buffer.slice(at);
    if (this.buffer.length > 1_000_000) throw new SourceRefused(`ligne ${this.line} : un texte ne finit pas`);
  }

  end(): void {
    if (this.stack.length > 0) throw new SourceRefused(`ligne ${this.line} : le fichier s’arrête au milieu de <${this.stack.at(-1)!.name}>`);
    if (!this.rootClosed) throw new SourceRefused('aucune balise XML n’y a été trouvée');
    if (this.records === 0) throw new SourceRefused('aucun destinataire ni service n’a été reconnu dans ce XML');
  }

  private count(text: string): void {
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) this.line++;
  }

  private text(text: string, verbatim = false): void {
    if (text === '') return;
    const top = this.stack.at(-1);
    if (top && top.text.length < 5000) top.text += verbatim ? text.replace(/&/g, '&amp;') : text;
    this.count(text);
  }

  private tag(tag: string): void {
    this.count(tag);
    if (tag[1] === '/') {
      const name = tag.slice(2, -1).trim().split(':').at(-1)!;
      const frame = this.stack.pop();
      if (!frame || frame.name !== name) throw new SourceRefused(`ligne ${this.line} : </${name}> ferme <${frame?.name ?? 'rien'}>`);
      this.close(frame);
      return;
    }
    const selfClosing = tag.endsWith('/>');
    const inside = tag.slice(1, selfClosing ? -2 : -1);
    const name = /^[\p{L}_:][\p{L}\p{N}_.:-]*/u.exec(inside)?.[0];
    if (!name) throw new SourceRefused(`ligne ${this.line} : ceci n’est pas une balise : ${tag.slice(0, 40)}`);
    if (this.stack.length > 30) throw new SourceRefused(`ligne ${this.line} : trop de balises les unes dans les autres`);
    const parent = this.stack.at(-1);
    if (parent) parent.leaf = false;
    const frame: Frame = { name: name.split(':').at(-1)!, line: this.line, fields: {}, text: '', leaf: true, attributes: false, services: [] };
    if (inside.length > name.length) {
      for (const [, attribute, value] of inside.slice(name.length).matchAll(/([\p{L}_:][\p{L}\p{N}_.:-]*)\s*=\s*["']([^"']*)["']/gu)) {
        const fact = foldedName(attribute ?? '');
        if (value === undefined || !knownFields.has(fact)) continue;
        frame.fields[fact] = decoded(value);
        frame.attributes = true;
      }
    }
    if (selfClosing) this.close(frame);
    else this.stack.push(frame);
  }

  private done(line: number, outcome: Outcome): void {
    this.records++;
    if (outcome && 'skipped' in outcome) this.report(line, outcome.skipped);
  }

  private close(frame: Frame): void {
    const parent = this.stack.at(-1);
    if (!parent) this.rootClosed = true;
    const name = tagName(frame.name);
    if (frame.leaf && !frame.attributes) {
      if (parent && knownFields.has(name)) parent.fields[name] ??= decoded(frame.text);
      return;
    }
    const isService =
      serviceTags.has(name) ||
      (!structureTags.has(name) && field(frame.fields, 'serviceCode') !== '' && field(frame.fields, 'name') === '' && !parent?.leaf);
    const hasSiret = siretIn(frame.fields) !== '';
    if (isService && field(frame.fields, 'serviceCode') !== '') {
      if (hasSiret) this.done(frame.line, this.directory.service(frame.fields));
      else if (parent) {
        const owner = [...this.stack].reverse().find((one) => structureTags.has(tagName(one.name))) ?? parent;
        if (owner.services.length < 20_000) owner.services.push({ fields: frame.fields, line: frame.line });
      }
      return;
    }
    if (structureTags.has(name) || (hasSiret && field(frame.fields, 'name') !== '')) {
      // The reform's export lists every French company: only those with public-sector data are ours.
      if (name === 'etablissement' && frame.fields.isb2g === undefined) return;
      this.done(frame.line, this.directory.structure(frame.fields));
      const siret = siretIn(frame.fields);
      if (siret !== '') for (const service of frame.services) this.done(service.line, this.directory.service(service.fields, siret));
      return;
    }
    if (parent && liftedTags.has(name)) {
      Object.assign(parent.fields, { ...frame.fields, ...parent.fields });
      if (name === 'donneesb2g') parent.fields.isb2g = '1';
      parent.services.push(...frame.services);
    } else if (parent && frame.services.length > 0) parent.services.push(...frame.services);
  }
}
