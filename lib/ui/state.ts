import { computed, effect, signal } from '@preact/signals';
import type { Desk } from '../desk/api.ts';
import type { CompanyBook } from '../desk/company-book.ts';
import type { Dossier } from '../desk/dossier.ts';
import type { FirstLook } from '../desk/first-look.ts';
import type { Glimpse } from '../desk/glimpse.ts';
import type { Settings } from '../desk/settings.ts';
import { Fault, type FaultCode } from '../invoice/fault.ts';
import type { Environment } from '../portal/environment.ts';
import type { Shell } from './shell.ts';

/** What every screen sees. Written here and in `actions.ts` only. */
export const desk = signal<Desk | null>(null);
export const shell = signal<Shell | null>(null);
/** null until the first list came out of the store; without most of the past invoices until `whole`. */
export const dossiers = signal<readonly Dossier[] | null>(null);
/** What was read of the store before the desk was there: the list is drawn from it until `dossiers` is known. */
export const firstLook = signal<FirstLook | null>(null);
/** What the list shows, from whichever of the two is there. */
export const listed = computed<readonly Glimpse[] | null>(() => dossiers.value ?? firstLook.value?.dossiers ?? null);
/** Every invoice of the store is in `dossiers`. */
export const whole = signal(false);
/** How many are past (`lib/desk/shelf.ts`), for as long as they are not all in `dossiers`. */
export const pastCount = signal(0);
export const settings = signal<Settings | null>(null);
export const book = signal<CompanyBook | null>(null);
/** Id of the company whose invoices the list shows, "" for all. */
export const firm = signal('');
export const online = signal(typeof navigator === 'undefined' || navigator.onLine);
/** The store could not be opened: nothing else can work. */
export const broken = signal<FaultCode | null>(null);

/** In the web app: the extension of this browser is here, and how to want an invoice there. Told by the extension itself, to this page alone. */
export const extensionHere = signal<((id: string) => void) | null>(null);

/** Grows when what is known of recipients changed without any invoice changing. */
export const recipientsKnown = signal(0);

/** A list that was asked for before a change must not take it back from the screen: the line being typed would fold. The list itself where it takes nothing back. */
export function newestOf(list: readonly Dossier[], shown: readonly Dossier[]): readonly Dossier[] {
  if (list === shown) return list;
  const known = new Map(shown.map((dossier) => [dossier.id, dossier]));
  const newest = list.map((dossier) => {
    const other = known.get(dossier.id);
    return other && other.revision > dossier.revision ? other : dossier;
  });
  return newest.every((dossier, index) => dossier === list[index]) ? list : newest;
}

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}
export const toasts = signal<readonly Toast[]>([]);
/** Read aloud by screen readers, never shown. */
export const announcement = signal('');

let serial = 0;

/** Says something at the bottom of the screen; with an action it stays longer, since acting takes time. */
export function say(text: string, action?: Toast['action']): void {
  const id = ++serial;
  toasts.value = [...toasts.value.slice(-1), action ? { id, text, action } : { id, text }];
  passes(id, action ? 12_000 : 5_000);
}

/** A message goes by itself, but not under the finger or the focus of who is about to use it, nor before the page it is on has been looked at. */
function passes(id: number, after: number): void {
  setTimeout(() => {
    if (document.hidden) document.addEventListener('visibilitychange', () => passes(id, after), { once: true });
    else if (document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`)) passes(id, 2_000);
    else forget(id);
  }, after);
}

export function forget(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export function announce(text: string): void {
  announcement.value = '';
  requestAnimationFrame(() => {
    announcement.value = text;
  });
}

export const environment = computed<Environment>(() => settings.value?.environment ?? firstLook.value?.environment ?? 'training');
export const training = computed(() => environment.value === 'training');
/** Invoices are made for several companies. */
export const several = computed(() => (book.value?.companies.length ?? firstLook.value?.companies ?? 0) > 1);

/** The desk, for gestures on a screen that is drawn before it is there. Rejects with why it could not be opened. */
export function openedDesk(): Promise<Desk> {
  return new Promise((resolve, reject) => {
    const stop = effect(() => {
      if (desk.value === null && broken.value === null) return;
      if (desk.value) resolve(desk.value);
      else reject(new Fault(broken.value ?? 'storage-broken'));
      queueMicrotask(() => stop());
    });
  });
}

/** The desk, for code that runs only once it is there. */
export function theDesk(): Desk {
  const value = desk.value;
  if (!value) throw new Error('the desk is not open yet');
  return value;
}
