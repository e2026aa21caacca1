import { prefill } from '../prefill.ts';
import type { Portal } from '../state.ts';
import type { Brought, Counter, Deposited, DepositedFlow } from './desk.ts';
import { at, defaults, type FormName, fieldOf, type RepeatedBlock, repeatedBlocks } from './fields.ts';
import { servicesAt, structureAt } from './lookups.ts';
import { keysIn, labelOf, type RenderedBuild } from './names.ts';
import { type SwitchName, unknownField } from './switches.ts';
import { frenchAmount, frenchDay, knownValues, type Values } from './values.ts';

export type Step = 'depot' | 'entete' | 'detail' | 'fiche';

/** One page of a conversation, as Spring Web Flow keeps it: `?execution=e1s2` is its second state. */
export interface FlowState {
  step: Step;
  values: Values;
  files: Record<string, Brought>;
  rows: Record<RepeatedBlock, number>;
  /** The structure chosen in the popup; its SIRET alone is not enough. */
  recipient: { siret: string; name: string } | null;
  errors: string[];
  extra: string;
  outcome: { kind: 'brouillon' } | { kind: 'envoi'; invoice: Deposited } | { kind: 'flux'; flow: DepositedFlow } | null;
}

export interface Flow {
  build: RenderedBuild;
  /** What receipts call it: the copy uses the forms of « classique ». */
  called: string;
  form: FormName;
  switches: SwitchName[];
  states: FlowState[];
}

export interface Session {
  id: string;
  flows: Flow[];
  posts: number;
}

/** Bounds of what is kept in memory, files included. */
const MAX_SESSIONS = 40;
const MAX_FLOWS = 12;
const MAX_STATES = 60;

export class Sessions {
  private readonly all = new Map<string, Session>();

  constructor(private readonly random: () => number) {}

  find(id: string | undefined): Session | undefined {
    return id ? this.all.get(id) : undefined;
  }

  open(): Session {
    const id = Array.from({ length: 4 }, () =>
      Math.floor(this.random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
      .join('')
      .toUpperCase();
    const session: Session = { id, flows: [], posts: 0 };
    this.all.set(id, session);
    const oldest = this.all.keys().next().value;
    if (this.all.size > MAX_SESSIONS && oldest) this.all.delete(oldest);
    return session;
  }

  /** The flow begun last, whoever began it. */
  newest(): Flow | undefined {
    return [...this.all.values()].at(-1)?.flows.at(-1);
  }

  close(session: Session): void {
    this.all.delete(session.id);
  }

  clear(): void {
    this.all.clear();
  }
}

/** Steps of a form: the classique build cuts « saisir » in two pages. */
export const stepsOf = (build: RenderedBuild, form: FormName): Step[] =>
  form === 'deposer' ? ['depot', 'fiche'] : build === 'classique' ? ['entete', 'detail'] : ['fiche'];

export function startFlow(session: Session, build: RenderedBuild, called: string, form: FormName, switches: SwitchName[]): string {
  const step = stepsOf(build, form)[0] ?? 'fiche';
  // The old tables show empty rows to write in.
  const rows = build === 'tableau' ? { lignes: 3, tva: 2, pieces: 1 } : { lignes: 1, tva: 1, pieces: 1 };
  const values: Values = { ...defaults[form] };
  if (form === 'saisir') for (let rank = 0; rank < rows.lignes; rank++) values[at('lignes[].numero', rank)] = String(rank + 1);
  session.flows.push({
    build,
    called,
    form,
    switches,
    states: [
      {
        step,
        values,
        files: {},
        rows,
        recipient: null,
        errors: [],
        extra: '',
        outcome: null,
      },
    ],
  });
  // emptied rather than removed: their numbers are in addresses
  if (session.flows.length > MAX_FLOWS) delete session.flows[session.flows.length - MAX_FLOWS - 1];
  return `e${session.flows.length}s1`;
}

export function stateAt(session: Session, execution: string | undefined): { flow: Flow; state: FlowState; number: number } | null {
  const match = /^e(\d+)s(\d+)$/.exec(execution ?? '');
  const flow = session.flows[Number(match?.[1]) - 1];
  const state = flow?.states[Number(match?.[2]) - 1];
  return flow && state ? { flow, state, number: Number(match?.[1]) } : null;
}

export interface Posted {
  fields: Record<string, string>;
  files: Record<string, Brought>;
}

/** What the page did: the next state, from what was posted. */
export async function nextState(portal: Portal, counter: Counter, flow: Flow, from: FlowState, posted: Posted): Promise<FlowState> {
  const { build, form, switches } = flow;
  const event =
    Object.keys(posted.fields)
      .find((name) => name.startsWith('_eventId_'))
      ?.slice('_eventId_'.length) ?? '';
  const typed = keysIn(build, form, posted.fields, switches);
  const brought = keysIn(build, form, Object.fromEntries(Object.keys(posted.files).map((name) => [name, name])), switches);
  const next: FlowState = {
    ...from,
    values: knownValues(form, { ...from.values, ...typed }),
    files: { ...from.files },
    rows: { ...from.rows },
    errors: [],
    extra: posted.fields[unknownField.id] ?? from.extra,
    outcome: null,
  };
  // A field emptied by the user, and a box not ticked, which is not posted at all.
  for (const [key, value] of Object.entries(typed)) if (value === '') delete next.values[key];
  if ((from.step === 'entete' || from.step === 'fiche') && form === 'saisir' && !typed['espace.mandat']) delete next.values['espace.mandat'];
  for (const [key, name] of Object.entries(brought)) {
    const file = posted.files[name];
    if (file) next.files[key] = file;
  }
  if (next.recipient && next.recipient.siret !== (next.values['destinataire.siret'] ?? '').replace(/\s/g, '')) next.recipient = null;

  const steps = stepsOf(build, form);
  const index = steps.indexOf(from.step);
  switch (event) {
    case 'choisirStructure': {
      const structure = structureAt(portal, posted.fields.selection ?? '');
      if (!structure) break;
      next.recipient = { siret: structure.identifiantStructure, name: structure.designationStructure };
      next.values['destinataire.siret'] = structure.identifiantStructure;
      const service = next.values['destinataire.service'];
      if (service && !servicesAt(portal, structure.identifiantStructure, service).some((one) => one.code === service))
        delete next.values['destinataire.service'];
      break;
    }
    case 'choisirService': {
      const code = posted.fields.selection ?? '';
      if (next.recipient && servicesAt(portal, next.recipient.siret, code).some((service) => service.code === code))
        next.values['destinataire.service'] = code;
      break;
    }
    case 'effacerService':
      delete next.values['destinataire.service'];
      break;
    case 'ajouter_lignes':
    case 'ajouter_tva':
    case 'ajouter_pieces': {
      const block = repeatedBlocks.find((name) => event.endsWith(name));
      if (!block) break;
      if (block === 'lignes') next.values[at('lignes[].numero', next.rows.lignes)] = String(next.rows.lignes + 1);
      next.rows[block] = Math.min(next.rows[block] + 1, 100);
      break;
    }
    case 'retour':
      next.step = steps[index - 1] ?? from.step;
      break;
    case 'continuer':
      await goOn(counter, flow, next, steps[index + 1] ?? from.step);
      break;
    case 'enregistrer':
      counter.saveDraft(flow.called, form, next.values, next.files);
      next.outcome = { kind: 'brouillon' };
      break;
    case 'envoyer': {
      const more: string[] = [];
      if (!next.recipient) more.push('Recherchez et sélectionnez la structure destinataire.');
      if (switches.includes('champ-inconnu') && !next.extra) more.push(`Le champ « ${unknownField.label} » est obligatoire.`);
      const answer = counter.send(flow.called, form, next.values, next.files, (key) => labelOf(build, key, switches), more);
      if (Array.isArray(answer)) next.errors = answer;
      else next.outcome = { kind: 'envoi', invoice: answer };
      break;
    }
    default:
      break;
  }
  return next;
}

/** From the first page to the next: the header must be chosen, the file must be there, and its text is read. */
async function goOn(counter: Counter, flow: Flow, next: FlowState, step: Step): Promise<void> {
  if (flow.form === 'saisir') {
    if (!next.recipient) next.errors.push('Recherchez et sélectionnez la structure destinataire.');
    if (next.errors.length === 0) next.step = step;
    return;
  }
  const file = next.files['depot.fichier'];
  for (const key of ['depot.format', 'depot.cadre'])
    if (!next.values[key]) next.errors.push(`Le champ « ${fieldOf(key)?.labels[flow.build]} » est obligatoire.`);
  if (!file) next.errors.push('Choisissez le fichier de la facture.');
  if (next.values['depot.format'] === 'XML' && next.errors.length === 0) {
    const answer = counter.sendFlow(flow.called, next.values, next.files);
    if (Array.isArray(answer)) next.errors = answer;
    else next.outcome = { kind: 'flux', flow: answer };
    return;
  }
  if (file && !Buffer.from(file.base64, 'base64').subarray(0, 5).toString('latin1').startsWith('%PDF'))
    next.errors.push('Le fichier n’est pas un PDF.');
  if (!file || next.errors.length > 0) return;
  next.values = { ...next.values, ...(await readingOf(file)) };
  next.step = step;
}

/** The keyword reading of a PDF, as values of the form: never everything, sometimes wrong, as the real one. */
export async function readingOf(file: Brought): Promise<Values> {
  const found = await prefill(new Uint8Array(Buffer.from(file.base64, 'base64')));
  const values: Record<string, string | null> = {
    'references.numero': found.numeroFacture?.slice(0, 20) ?? null,
    'references.date': found.dateFacture && frenchDay(found.dateFacture),
    'references.type': found.typeFacture,
    'references.devise': found.codeDeviseFacture,
    'references.engagement': found.numeroBonCommande,
    'destinataire.siret': found.codeDestinataire,
    'destinataire.service': found.codeServiceExecutant,
    'montants.ht': found.montantHtTotal === null ? null : frenchAmount(found.montantHtTotal),
    'montants.tva': found.montantTVA === null ? null : frenchAmount(found.montantTVA),
    'montants.ttc': found.montantTtcAvantRemiseGlobalTTC === null ? null : frenchAmount(found.montantTtcAvantRemiseGlobalTTC),
    'montants.net': found.montantAPayer === null ? null : frenchAmount(found.montantAPayer),
  };
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Keeps the newest states: an old `?execution=` of a long conversation shows the login, as on the real one. */
export function remember(flow: Flow, state: FlowState): number {
  flow.states.push(state);
  if (flow.states.length > MAX_STATES) delete flow.states[flow.states.length - MAX_STATES - 1];
  return flow.states.length;
}
