import { createHash } from 'node:crypto';
import { supplier } from '../data.ts';
import { keepFile } from '../files.ts';
import { depositFlow } from '../flow.ts';
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
  outcome: { numero: string; identifiant: number; statut: string } | { flux: string } | { refus: string[] } | null;
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

/** Drafts and receipts kept, the newest. */
const MAX_KEPT = 500;

export interface DepositedFlow {
  flux: string;
  date: string;
}

function syntaxOf(file: Brought): string {
  const head = Buffer.from(file.base64, 'base64').subarray(0, 2000).toString('utf8');
  if (head.startsWith('%PDF')) return 'IN_DP_E2_CII_FACTURX';
  return /ubl:schema:xsd:Invoice/i.test(head) ? 'IN_DP_E1_UBL_INVOICE' : 'IN_DP_E1_CII_16B';
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
    if (this.drafts.length >= MAX_KEPT) this.drafts.shift();
    this.drafts.push({ at: this.portal.now(), build, form, values: { ...values } });
    this.note(build, form, 'brouillon', values, files, null);
  }

  /** The choice « XML » (a Factur-X too): the file alone is taken, and judged later, as by `deposer/flux`. No page says then that an invoice was sent. */
  sendFlow(build: string, values: Values, files: Readonly<Record<string, Brought>>): DepositedFlow | string[] {
    const file = files['depot.fichier'];
    const answer = file
      ? depositFlow(this.portal, { fichierFlux: file.base64, nomFichier: file.name, syntaxeFlux: syntaxOf(file) })
      : { libelle: 'Le fichier de la facture manque.' };
    const { numeroFluxDepot, dateDepot, libelle } = answer as Record<string, unknown>;
    if (typeof numeroFluxDepot !== 'string') {
      this.note(build, 'deposer', 'envoi', values, files, { refus: [String(libelle)] });
      return [String(libelle)];
    }
    this.note(build, 'deposer', 'envoi', values, files, { flux: numeroFluxDepot });
    return { flux: numeroFluxDepot, date: String(dateDepot) };
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
    if (this.received.length >= MAX_KEPT) this.received.shift();
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
