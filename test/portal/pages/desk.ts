import { createHash } from 'node:crypto';
import { supplier } from '../data.ts';
import { keepFile } from '../files.ts';
import type { Portal } from '../state.ts';
import { submit } from '../submit.ts';
import type { FormName } from './fields.ts';
import { complaintsOf, requestOf, type Values } from './values.ts';

/** A file as a form brought it. */
export interface Brought {
  name: string;
  type: string;
  size: number;
  base64: string;
}

/** What the server received, draft or sent: the truth against which a filler is judged. */
export interface Receipt {
  /** Milliseconds. */
  at: number;
  build: string;
  form: FormName;
  action: 'brouillon' | 'envoi';
  values: Values;
  files: { key: string; name: string; type: string; size: number; sha256: string }[];
  /** Null for a draft; else what the portal answered. */
  outcome: { numero: string; identifiant: number; statut: string } | { refus: string[] } | null;
}

export interface Draft {
  at: number;
  build: string;
  form: FormName;
  values: Values;
}

export interface Deposited {
  identifiant: number;
  numero: string;
  statut: string;
  date: string;
  empreinte: string;
}

/** The counter behind the four builds: drafts, sendings, receipts. In memory; sent invoices are in the training portal's books. */
export class Counter {
  readonly received: Receipt[] = [];
  readonly drafts: Draft[] = [];

  constructor(private readonly portal: Portal) {}

  reset(): void {
    this.received.length = 0;
    this.drafts.length = 0;
  }

  saveDraft(build: string, form: FormName, values: Values, files: Readonly<Record<string, Brought>>): void {
    this.drafts.push({ at: this.portal.now(), build, form, values: { ...values } });
    this.note(build, form, 'brouillon', values, files, null);
  }

  /** First what the page itself sees, then the portal's own checks (`soumettre`). */
  send(
    build: string,
    form: FormName,
    values: Values,
    files: Readonly<Record<string, Brought>>,
    label: (key: string) => string,
    more: string[] = [],
  ): Deposited | string[] {
    const refuse = (refus: string[]) => {
      this.note(build, form, 'envoi', values, files, { refus });
      return refus;
    };
    const complaints = [...complaintsOf(form, values, label), ...more];
    if (form === 'deposer' && !files['depot.fichier']) complaints.unshift('Le fichier de la facture manque.');
    if (complaints.length > 0) return refuse(complaints);
    const kept: Record<string, number> = {};
    for (const [key, file] of Object.entries(files)) {
      if (file.name.length > 50 && key !== 'depot.fichier') return refuse([`Le nom du fichier « ${file.name} » dépasse 50 caractères.`]);
      const id = keepFile(this.portal, file.name, file.type, file.base64);
      if (id === null) return refuse([`Le fichier « ${file.name} » est vide ou illisible.`]);
      kept[key] = id;
    }
    // through JSON: what is undefined must be absent, as in a real request
    const answer = submit(this.portal, JSON.parse(JSON.stringify(requestOf(form, values, kept, supplier.idStructureCPP))));
    if (answer === 'crash') return refuse(['Une erreur technique est survenue.']);
    if (!('identifiantFactureCPP' in answer)) return refuse([String((answer as { libelle?: unknown }).libelle)]);
    const { identifiantFactureCPP, numeroFacture, statutFacture, dateDepot, empreinteCertificatDepot } = answer as Record<string, unknown>;
    const deposited = {
      identifiant: Number(identifiantFactureCPP),
      numero: String(numeroFacture),
      statut: String(statutFacture),
      date: String(dateDepot),
      empreinte: String(empreinteCertificatDepot),
    };
    this.note(build, form, 'envoi', values, files, { numero: deposited.numero, identifiant: deposited.identifiant, statut: deposited.statut });
    return deposited;
  }

  private note(
    build: string,
    form: FormName,
    action: Receipt['action'],
    values: Values,
    files: Readonly<Record<string, Brought>>,
    outcome: Receipt['outcome'],
  ): void {
    this.received.push({
      at: this.portal.now(),
      build,
      form,
      action,
      values: { ...values },
      files: Object.entries(files).map(([key, { name, type, size, base64 }]) => ({
        key,
        name,
        type,
        size,
        sha256: createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex'),
      })),
      outcome,
    });
  }
}
