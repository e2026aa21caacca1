import type { BuildName, FormName } from './fields.ts';
import type { Values } from './values.ts';

/** What the builds that live in the browser ask of the server. */
export interface Structure {
  siret: string;
  name: string;
  town: string;
}
export interface Service {
  code: string;
  name: string;
}
export interface Sent {
  numero: string;
  identifiant: number;
  etat: string;
  date: string;
  empreinte: string;
}
export type Answer = { brouillon: true } | { facture: Sent } | { flux: string; date: string } | { refus: string[] };

export interface Listed {
  id: number;
  numero: string;
  type: string;
  /** ISO day. */
  date: string;
  /** "2026-11-24 10:00". */
  depot: string;
  destinataire: string;
  siret: string;
  ttc: number;
  etat: string;
  historique: { etat: string; le: string; commentaire: string }[];
}
export interface Lists {
  factures: Listed[];
  brouillons: { numero: string; siret: string; ttc: string }[];
}

export const trials = (document.body.dataset.essai ?? '').split(' ').filter(Boolean);

async function getJson<T>(path: string, query: Record<string, string>): Promise<T> {
  const answer = await fetch(`../donnees/${path}?${new URLSearchParams(query)}`);
  return (await answer.json()) as T;
}

export const findStructures = (words: string): Promise<Structure[]> => getJson('structures', { q: words });
export const findServices = (siret: string, code = ''): Promise<Service[]> => getJson('services', { siret, code });
export const lists = (): Promise<Lists> => getJson('factures', {});

/** The session is over: whatever was typed is lost, as on the real portal. */
function toLogin(): never {
  location.href = `connexion?expiree=1&retour=${location.pathname.split('/').pop() ?? ''}`;
  throw new Error('session');
}

async function post(path: string, body: FormData): Promise<Response> {
  const answer = await fetch(`../donnees/${path}${location.search}`, { method: 'POST', body });
  return answer.status === 401 ? toLogin() : answer;
}

/** Name of the structure, or null when the directory does not know it. */
export async function checkSiret(siret: string): Promise<string | null> {
  const body = new FormData();
  body.set('siret', siret);
  const answer = (await (await post('controle', body)).json()) as { nom: string | null };
  return answer.nom;
}

export async function readPdf(file: File): Promise<{ valeurs: Values } | { refus: string[] }> {
  const body = new FormData();
  body.set('fichier', file);
  return (await (await post('lecture', body)).json()) as { valeurs: Values } | { refus: string[] };
}

export async function submitInvoice(
  build: BuildName,
  form: FormName,
  action: 'brouillon' | 'envoi',
  values: Values,
  files: Readonly<Record<string, File>>,
  unknown: string,
): Promise<Answer> {
  const body = new FormData();
  body.set('fabrication', build);
  body.set('formulaire', form);
  body.set('action', action);
  body.set('valeurs', JSON.stringify(values));
  body.set('inconnu', unknown);
  for (const [key, file] of Object.entries(files)) body.set(key, file);
  return (await (await post('facture', body)).json()) as Answer;
}
