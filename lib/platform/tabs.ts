/**
 * The browser around the panel: tabs, the scripts put into their pages, the permissions asked one site at a time. Only an extension has it
 * (`Platform.tabs`, null elsewhere); use cases receive it, so that a test gives its own.
 */
export interface Tab {
  id: number;
  /** "" while the browser does not let us know it: no permission for the site and no click on our button there. */
  url: string;
  title: string;
  /** The page is still coming. */
  loading: boolean;
}

/** Content scripts of the extension, by the name of their built file. Each is put into a page at the moment it serves, and does nothing twice. */
export type ContentScript = 'portal' | 'billing' | 'pwa' | 'hook';

/** What the user did outside the panel that asks something of it. */
export interface Gesture {
  /** The toolbar button or its shortcut; or a link to a file, from the context menu. */
  kind: 'button' | 'link';
  tabId: number;
  /** Address of the link, "" for the button. */
  url: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A file whose download began in the browser: armed capture reads it again before it is lost. */
export interface Download {
  url: string;
  name: string;
  mime: string;
}

/** What a page shows of itself, gathered in one frame at one moment. Texts are cut; nothing typed is in it. */
export interface PageLook {
  title: string;
  /** Titles, legends, names of pictures: what a page says it is. */
  heads: string;
  text: string;
  /** A field whose letters are hidden is shown. */
  password: boolean;
}

/** The toolbar button on one tab, until the tab goes on to another page. */
export interface TabMark {
  /** One sign. */
  text: string;
  tone: 'done' | 'accent' | 'stop';
  /** Said when the pointer rests on it. */
  title: string;
}

export interface Tabs {
  /** The tab that the panel stands beside; null when there is none. */
  active(): Promise<Tab | null>;
  /** Another tab became active, or its page changed. Returns the way to stop listening. */
  onChange(listener: (tab: Tab | null) => void): () => void;
  /** A page has come whole in any tab. Told of each, however fast it came: `onChange` looks at the tab a moment later, and may miss that it was loading. */
  onCome(listener: (tab: Tab) => void): () => void;
  get(tabId: number): Promise<Tab | null>;
  /** Tabs open on this origin, those that are there first; none without its permission. */
  at(origin: string): Promise<Tab[]>;
  open(url: string): Promise<Tab>;
  show(tabId: number): Promise<void>;
  /**
   * Puts a content script into every frame that may be reached, once each. Gives the ids of these frames (0 is the page itself); an empty list when
   * the browser refuses: no permission, a page of its own, the page of another extension.
   */
  inject(tabId: number, script: ContentScript): Promise<number[]>;
  /** What the page shows, frame by frame; an empty list when the browser refuses. */
  look(tabId: number): Promise<PageLook[]>;
  mark(tabId: number, mark: TabMark | null): Promise<void>;
  /** Asks the script of one frame (`rpc.ts`). Rejects when no script listens there any more: the page went on to another. */
  ask(tabId: number, frameId: number, name: string, given: unknown): Promise<unknown>;
  /** What scripts tell by themselves, with the tab, the frame and the frame's address as the browser knows them. */
  onTold(listener: (told: { tabId: number; frameId: number; url: string; name: string; given: unknown }) => void): () => void;
  /** The gesture that opened the panel, and those to come in this window; each is given once to each listener, and to no panel opened later. */
  onGesture(listener: (gesture: Gesture) => void): () => void;
  onDownload(listener: (download: Download) => void): () => void;
  /** May this origin's pages be reached at any time, without a click on our button? Takes "https://host" or "https://host:port". */
  allowed(origin: string): Promise<boolean>;
  /** Asks the user. Must be called in the click itself, before any `await`. */
  allow(origins: readonly string[]): Promise<boolean>;
  /** Takes the permission back. */
  forbid(origins: readonly string[]): Promise<void>;
  /** Every origin allowed by the user, without ports, which are no part of a permission; "https://*" for all of them. */
  allowedOrigins(): Promise<string[]>;
  /** From now on the script comes by itself into the pages of this origin, which is allowed; null: into none any more. */
  settle(script: ContentScript, origin: string | null): Promise<void>;
  /** A value left where the scripts in pages and the panel both find it; plain data, a few megabytes. undefined takes it away. */
  leave(name: string, value: unknown): Promise<void>;
  left(name: string): Promise<unknown>;
  /** Something was allowed or taken back, here or in the browser's own pages. */
  onAllowed(listener: () => void): () => void;
  /** Sites where the button « Lire avec Coursier » is shown in the pages, as origins. */
  offered(): Promise<string[]>;
  /** Shows it on an allowed site from its next page on, or no more. */
  offer(origin: string, on: boolean): Promise<void>;
  /** Reads with the extension's own rights and the user's session; rejects without permission for that origin. */
  fetch: typeof fetch;
}
