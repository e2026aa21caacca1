import type { Shelf } from '../shelf.ts';

/** What opens the database, apart from what it holds: the first look at it carries nothing else. */
export const NAME = 'coursier';
export const VERSION = 3;

/** Invoices that a first glance shows: past ones as far as those alive leave room on a screen. */
export const SEEN = 24;

/** The part of the index `shelf` that holds one of them, by the day of the last change. */
export const on = (shelf: Shelf): IDBKeyRange => IDBKeyRange.bound([shelf], [shelf, []]);
