import type { DirectoryManifest } from '../../directory/manifest.ts';
import type { Recipient } from '../../directory/recipient.ts';
import type { Requirement } from '../../invoice/requirement.ts';
import type { Environment } from '../../portal/environment.ts';
import type { Choices, Watch } from './records.ts';

export type { Choices };

/** The directory in use, as its screen shows it. */
export interface DirectoryState {
  origin: 'shipped' | 'address' | 'files';
  /** ISO day that the data describe, "" when no directory could be opened. */
  date: string;
  /** Whole days since; 0 for a day to come. */
  ageInDays: number;
  /** Older than `OLD_AFTER_DAYS`. */
  old: boolean;
  source: string;
  licence: string;
  counts: DirectoryManifest['counts'];
  /** The address followed: the user's own, or the app's; "" where there is none to follow. */
  following: string;
  /** True when the address followed is the user's choice. */
  chosen: boolean;
  watch: Watch;
}

export type CheckOutcome =
  /** What is held is what is published. */
  | { kind: 'nothing' }
  | { kind: 'updated'; bytes: number }
  /** Put off: the connection is counted, and this weighs `bytes`. */
  | { kind: 'heavy'; bytes: number }
  /** Not taken; what is held stays. */
  | { kind: 'refused'; reason: 'older' | 'broken' }
  /** Nothing is published at the address. */
  | { kind: 'absent' }
  /** Not reached: offline, or the server is down. */
  | { kind: 'unreachable' }
  /** Not yet: it was asked a short time ago, another tab does it, or nothing is followed. */
  | { kind: 'later' };

export interface BuildProgress {
  step: 'reading' | 'packing' | 'indexing';
  /** 0 to 1, of the bytes of the files. */
  ratio: number;
  structures: number;
  services: number;
}

export interface SkippedRow {
  file: string;
  line: number;
  reason: string;
}

export interface BuildReport {
  structures: number;
  services: number;
  skipped: number;
  /** The first of those skipped. */
  rows: SkippedRow[];
  /** Structures that have services and no row of their own: left out. */
  orphans: number;
}

/** A file as a whole could not be trusted: nothing was changed. */
export interface BuildRefusal {
  file: string;
  reason: string;
}

/** What the portal's own word changes for a recipient, most important first. */
export type StructureChange =
  | { kind: 'closed' }
  | { kind: 'requires'; from: Requirement; to: Requirement }
  | { kind: 'service-gone' | 'service-closed'; code: string; name: string; chosen: boolean }
  | { kind: 'service-engagement'; code: string; name: string }
  | { kind: 'services-new'; count: number }
  | { kind: 'certain' };

export interface StructureNews {
  recipient: Recipient;
  changes: StructureChange[];
  /** Milliseconds. */
  at: number;
}

/** What is known of when the portal was last asked about a structure, and whether it can be now. */
export interface StructureStanding {
  /** Milliseconds; 0 for never. */
  askedAt: number;
  /** Keys are kept for this portal and they are not locked. */
  possible: boolean;
  /** It should be asked now by itself: the user agreed, and the last answer is over a day old. */
  due: boolean;
  /** In a directory of this device, or said by the portal: else its SIRET is only what was typed or read. */
  known: boolean;
}

/** The data about public bodies: which, how old, how renewed; and what may be asked of others, always with the user's leave. */
export interface DirectoryDesk {
  state(): Promise<DirectoryState>;
  /** Another address to follow, "" for the app's own. False when this surface cannot reach it (a web page reaches its own site alone). */
  follow(address: string): Promise<boolean>;
  /** Origins that the browser must allow before the address can be reached: in an extension alone. */
  sitesToAllow(address: string): Promise<string[]>;
  /** `force`: the user asked, so that it is not too soon; `anyWeight`: he knows what it weighs. Never rejects for want of network. */
  check(options?: { force?: boolean; anyWeight?: boolean; signal?: AbortSignal }): Promise<CheckOutcome>;
  /** The device builds its own directory from the official files. Faults 'aborted', 'storage-full', 'directory-broken'. */
  build(
    files: readonly File[],
    options?: { signal?: AbortSignal; onProgress?: (progress: BuildProgress) => void },
  ): Promise<{ report: BuildReport } | { refused: BuildRefusal }>;
  /** Back to the directory that came with the app. */
  useShipped(): Promise<void>;

  standing(siret: string, environment: Environment): Promise<StructureStanding>;
  /** Asks the portal about one structure and its services; `serviceCode` first. Faults of the portal, 'portal-credentials' without keys. */
  refresh(siret: string, environment: Environment, serviceCode?: string, signal?: AbortSignal): Promise<StructureNews>;

  choices(): Promise<Choices>;
  choose(choices: Partial<Choices>): Promise<void>;
  /**
   * Public bodies of the State's business directory that answer the words. Only with the user's leave, and in an extension his browser's: Fault 'not-ready' without. Faults 'offline',
   * 'business-unreachable', 'aborted'.
   */
  searchBusiness(query: string, signal?: AbortSignal): Promise<Recipient[]>;
}

/** The State's public directory of businesses: the one foreign site that the page's security policy lets it ask (`pwa/server/headers.ts`). */
export const BUSINESS_DIRECTORY = 'https://recherche-entreprises.api.gouv.fr';

/** Older data deserve a word beside the search. */
export const OLD_AFTER_DAYS = 60;
