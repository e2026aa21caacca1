import { deflateSync, inflateSync } from 'fflate';
import { sha256 } from '../directory/sha256.ts';
import { Fault } from '../invoice/fault.ts';
import { type Invoice, restoreInvoice } from '../invoice/model.ts';
import { joined } from './backup/bytes.ts';
import { fromBase45, toBase45 } from './base45.ts';

/**
 * One draft, without its pictures, as a few texts for QR codes: what one screen shows and another device's camera reads, without network or file.
 *
 *   COURSIER/1/CHECK/2/3/PAYLOAD     version of this form · first characters of the SHA-256 of the whole · place · number of codes · base 45
 *
 * The payloads joined are deflated JSON { i: the dossier's identifier, d: the invoice without its empty fields }. Codes come in any order, more than once.
 */
export interface CarriedInvoice {
  id: string;
  invoice: Invoice;
}

const FORM = '1';
const PREFIX = 'COURSIER/';
const CHECK_LENGTH = 8;
/** Version 12 at the lowest correction holds 535 characters: 65 modules a side, nearly a millimetre each on a phone's screen, which an old camera reads. */
const MOST_CHARACTERS = 535;
const HEAD_CHARACTERS = 27;
const MAX_CODES = 24;
const MAX_JSON_BYTES = 200_000;
/** Longest text of a QR code of any version. */
const LONGEST_TEXT = 4296;
const LONGEST_ID = 64;

/** What every invoice says: deflate starts from it. Part of the form: another text is another form. */
const dictionary = new TextEncoder().encode(
  '"exemptionReason":"TVA non applicable, art. L. 223-1 du CIBS","exemptionReasonCode":"VATEX-FR-FRANCHISE""taxableAmount":"","taxAmount":"0.00","rate":"20","vatBreakdown":[{"category":"E","rate":"0","taxableAmount":""lines":"","allowances":[{"charge":true,"amount":"","reason":"","net":"","vat":"0.00","gross":"","payable":"","prepaid":"","totals":{"lines":"","precedingInvoices":[{"number":"","issueDate":"2026-"}],"description":"","reference":"","note":"Bon de livraison n° ","periodStart":"2026-","periodEnd":"2026-","unit":"KGM","vatCategory":"E","vatRate":"5.5","vatRate":"20","vatRate":"0"},{"name":"","quantity":"1","netPrice":"","netAmount":"","notes":[{"subjectCode":"PMT","text":"Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €"},{"subjectCode":"PMD","text":"Pénalités de retard : taux de refinancement de la Banque centrale européenne majoré de huit points, exigibles sans rappel"},{"subjectCode":"AAB","text":"Pas d’escompte pour paiement anticipé"}],"payment":{"meansCode":"30","iban":"FR76","bic":"","accountName":"","dueDate":"2026-","terms":"à 30 jours"},"delivery":{"date":"2026-","buyer":{"name":"Mairie de ","École ","Centre hospitalier ","siret":"2","vatIdentifier":"FR","email":"","phone":"0","legalMention":"EI","tradingName":"","address":{"line1":"1 place de la Mairie","line2":"","postcode":"","city":""}},"seller":{"name":"Boulangerie ","siret":"","contractNumber":"","engagementNumber":"","serviceCode":"","category":"goods","category":"services","issueDate":"2026-","invoiceNumber":"F2026-","kind":"credit-note",{"i":"","d":{"',
);

/** What `restoreInvoice` fills in by itself. */
const filledIn: Readonly<Record<string, string>> = { kind: 'invoice', currency: 'EUR', countryCode: 'FR', unit: 'C62', vatCategory: 'S' };

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item) ?? {});
  if (typeof value !== 'object' || value === null) return value === '' || value === false ? undefined : value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const usual = filledIn[key];
    const kept = usual === item ? undefined : usual !== undefined && item === '' ? item : withoutEmpty(item);
    return kept === undefined || (Array.isArray(kept) && kept.length === 0) ? [] : [[key, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The texts to show. Fault 'too-long-for-codes' above twenty-four. */
export function codesOf({ id, invoice }: CarriedInvoice): string[] {
  const json = new TextEncoder().encode(JSON.stringify({ i: id, d: withoutEmpty(invoice) ?? {} }));
  const packed = deflateSync(json, { level: 9, dictionary });
  const check = sha256(packed).slice(0, CHECK_LENGTH).toUpperCase();
  const room = Math.floor((MOST_CHARACTERS - HEAD_CHARACTERS) / 3) * 2;
  const count = Math.ceil(packed.length / room);
  if (json.length > MAX_JSON_BYTES || count > MAX_CODES) throw new Fault('too-long-for-codes', `${packed.length} bytes`);
  // Codes of one size, an even number of bytes each: as light as they can be.
  const share = Math.ceil(packed.length / count / 2) * 2;
  return Array.from({ length: count }, (_, index) => {
    const payload = toBase45(packed.subarray(index * share, (index + 1) * share));
    return `${PREFIX}${FORM}/${check}/${index + 1}/${count}/${payload}`;
  });
}

export type Gathering =
  /** Not one of ours, or not whole. */
  | { state: 'foreign' }
  /** Made by a later version of Coursier. */
  | { state: 'newer' }
  | { state: 'more'; have: readonly number[]; count: number }
  | { state: 'done'; carried: CarriedInvoice };

/** Puts the codes of one invoice together, as the camera finds them; those of another invoice begin anew. */
export class CodeGathering {
  #check = '';
  #parts: (Uint8Array | null)[] = [];

  add(text: string): Gathering {
    if (text.length > LONGEST_TEXT || !text.startsWith(PREFIX)) return { state: 'foreign' };
    const match = /^(\d{1,3})\/([0-9A-F]{8})\/(\d{1,2})\/(\d{1,2})\/(.*)$/s.exec(text.slice(PREFIX.length));
    if (!match) return /^\d/.test(text.slice(PREFIX.length)) && !text.startsWith(`${PREFIX}${FORM}/`) ? { state: 'newer' } : { state: 'foreign' };
    const [, form, check = '', place, total, payload = ''] = match;
    if (form !== FORM) return { state: 'newer' };
    const [index, count] = [Number(place) - 1, Number(total)];
    const bytes = fromBase45(payload);
    if (!bytes || count < 1 || count > MAX_CODES || index < 0 || index >= count) return { state: 'foreign' };
    if (check !== this.#check || count !== this.#parts.length) {
      this.#check = check;
      this.#parts = Array.from({ length: count }, () => null);
    }
    this.#parts[index] = bytes;
    const have = this.#parts.flatMap((part, at) => (part ? [at + 1] : []));
    if (have.length < count) return { state: 'more', have, count };
    const carried = this.#whole();
    // Begin anew: one of the codes was misread.
    if (!carried) this.#check = '';
    return carried ? { state: 'done', carried } : { state: 'foreign' };
  }

  #whole(): CarriedInvoice | null {
    const packed = joined(this.#parts.filter((part) => part !== null));
    if (sha256(packed).slice(0, CHECK_LENGTH).toUpperCase() !== this.#check) return null;
    try {
      // Never more than this, whatever the codes hold.
      const json = inflateSync(packed, { dictionary, out: new Uint8Array(MAX_JSON_BYTES) });
      const source: unknown = JSON.parse(new TextDecoder().decode(json));
      if (typeof source !== 'object' || source === null || !('d' in source)) return null;
      const id = 'i' in source && typeof source.i === 'string' && source.i.length <= LONGEST_ID ? source.i : '';
      return { id, invoice: restoreInvoice(source.d) };
    } catch {
      return null;
    }
  }
}
