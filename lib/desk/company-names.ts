/** Value that holds the companies. Before 2026-11-25 there was one, under `FORMER`; what an older page still writes there is taken over. */
export const BOOK = 'companies';
export const FORMER = 'profile';
