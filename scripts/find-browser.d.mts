/** Path of Chromium or Chrome on this machine, null when there is none. */
export function findBrowser(): string | null;
