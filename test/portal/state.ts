import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { FaultName } from './fault-names.ts';

/** What the training portal remembers. Plain JSON: it can be kept in a file and looked at. */
export interface TrainingLine {
  numero: number;
  reference: string;
  denomination: string;
  quantite: number;
  unite: string;
  prixUnitaireHT: number;
  remiseHT: number;
  /** Code of the rate table, or "" with `tauxManuel`. */
  taux: string;
  tauxManuel: number | null;
}

export interface TrainingVat {
  taux: string;
  tauxManuel: number | null;
  baseHT: number;
  montantTVA: number;
}

/** What the supplier said beyond the minimum; empty when he did not. */
export interface InvoiceDetails {
  cadre: string;
  typeTva: string;
  motifExonerationTva: string;
  modePaiement: string;
  numeroFactureOrigine: string;
  devise: string;
  /** Kept as it was sent: Coursier writes a mark there, to know its own deposit again. */
  commentaire: string;
  coordonneesBancaires: number | null;
  remiseTTC: number;
  motifRemise: string;
  lignes: TrainingLine[];
  tva: TrainingVat[];
}

export const noDetails: InvoiceDetails = {
  cadre: 'A1_FACTURE_FOURNISSEUR',
  typeTva: '',
  motifExonerationTva: '',
  modePaiement: '',
  numeroFactureOrigine: '',
  devise: 'EUR',
  commentaire: '',
  coordonneesBancaires: null,
  remiseTTC: 0,
  motifRemise: '',
  lignes: [],
  tva: [],
};

export interface TrainingInvoice extends InvoiceDetails {
  identifiantFactureCPP: number;
  numeroFacture: string;
  dateFacture: string;
  typeFacture: 'FACTURE' | 'AVOIR';
  modeDepot: string;
  statut: string;
  /** Milliseconds. */
  deposeeLe: number;
  etatLe: number;
  idFournisseur: number;
  codeDestinataire: string;
  designationDestinataire: string;
  codeServiceExecutant: string;
  numeroBonCommande: string;
  numeroMarche: string;
  montantHT: number;
  montantTVA: number;
  montantTTC: number;
  montantAPayer: number;
  numeroFluxDepot: string;
  /** Attachment ids, the invoice itself first. */
  pieces: number[];
  empreinte: string;
  rejetTraite: boolean;
  /** Milliseconds before which searches do not show it (fault « etat-en-retard »); 0 for at once. */
  visibleLe: number;
  /** What happens by itself later: a completed invoice is at the recipient's disposal again. */
  ensuite: { code: string; le: number } | null;
  historique: { id: number; code: string; le: number; commentaire: string; auteur: string }[];
}

export interface TrainingFlow {
  numeroFluxDepot: string;
  nomFichier: string;
  syntaxeFlux: string;
  deposeLe: number;
  /** Times the report was asked for: the flow advances at each. */
  lectures: number;
  piece: number;
  etatFinal: 'IN_INTEGRE' | 'IN_INTEGRE_PARTIEL' | 'IN_REJETE' | 'IN_INCIDENTE' | null;
  /** Bad end decided at the deposit. */
  sort: 'incident' | 'partiel' | null;
  erreurs: { identifiantFournisseur: string | null; identifiantDestinataire: string | null; numeroDP: string | null; libelleErreurDP: string }[];
}

export interface TrainingFile {
  id: number;
  nom: string;
  type: string;
  base64: string;
}

export interface TrainingState {
  version: 1;
  serial: number;
  invoices: TrainingInvoice[];
  flows: TrainingFlow[];
  files: TrainingFile[];
  tokens: Record<string, number>;
  faults: FaultName[];
  /** Milliseconds added before each answer. */
  latency: number;
  /** What a bench said of structures, by SIRET: the services that its drafts are for. */
  taught: Record<string, { name: string; services: { code: string; name: string }[] }>;
}

const MAX_FILES = 60;

export function emptyState(): TrainingState {
  return { version: 1, serial: 3_123_000, invoices: [], flows: [], files: [], tokens: {}, faults: [], latency: 0, taught: {} };
}

/** Reads the file, or starts empty when it is absent, broken or of another version. */
export function loadState(path: string | undefined): TrainingState {
  if (!path) return emptyState();
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value === 'object' && value !== null && 'version' in value && value.version === 1) {
      const state = { ...emptyState(), ...value } as TrainingState;
      // Books of an earlier edition lack what was added since.
      state.invoices = state.invoices.map((invoice) => ({
        ...noDetails,
        ...invoice,
        visibleLe: invoice.visibleLe ?? 0,
        ensuite: invoice.ensuite ?? null,
      }));
      state.flows = state.flows.map((flow) => ({ ...flow, sort: flow.sort ?? null }));
      return state;
    }
  } catch {
    // first start, or a file cut by a crash of another program
  }
  return emptyState();
}

/** Written beside then renamed: a crash leaves the former file whole. */
export function saveState(path: string | undefined, state: TrainingState): void {
  while (state.files.length > MAX_FILES) state.files.shift();
  if (!path) return;
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}

/** What every part of the portal receives. */
export interface Portal {
  state: TrainingState;
  now(): number;
  random(): number;
  has(fault: FaultName): boolean;
  nextId(): number;
  save(): void;
}

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function parisParts(time: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(time)).map((part) => [part.type, part.value]));
}

/** The three shapes in which the real service writes dates: see DateChorus in the contract. */
export function dayOf(time: number): string {
  const p = parisParts(time);
  return `${p.year}-${p.month}-${p.day}`;
}

export function minuteOf(time: number): string {
  const p = parisParts(time);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}`;
}

export function instantOf(time: number): string {
  const p = parisParts(time);
  const local = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second));
  const offset = Math.round((local - time) / 3_600_000);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}.000+0${offset}:00`;
}
