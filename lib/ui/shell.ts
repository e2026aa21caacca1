import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Tabs } from '../platform/tabs.ts';
import type { Environment } from '../portal/environment.ts';
import type { SourceFile } from '../reading/options.ts';

/** `absent`: no service worker here. `ready` only when every heavy file is in the cache. */
export type OfflineState = { state: 'absent' } | { state: 'loading'; ratio: number } | { state: 'ready' };

export type Loaded<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** Screens and parts of one surface alone: the others do not even carry their code. */
export interface OwnParts {
  /** On top of the list. */
  home: Loaded<object>;
  /** At the end of the settings. */
  settings: Loaded<object>;
  /** Before the test of a connection: what must be opened for calls to reach the portal; says whether it is. */
  reach: Loaded<{ environment: Environment; onOpen: (open: boolean) => void }>;
  /** By the first word of their address, as those of `screens.ts`. */
  screens: Readonly<Record<string, Loaded<{ id: string }>>>;
}

/** A new version waits, and takes over only when asked; or rules already, let in by another page, and this one has to be loaded anew. */
export type Update = 'none' | 'waits' | 'rules';

/** What the surface around the screens (web page, extension) can do. The screens ask, the surface decides how. */
export interface Shell {
  surface: 'web' | 'extension';
  /** The browser around the panel; null where the app is a page among others. */
  tabs: Tabs | null;
  own: OwnParts | null;
  offline: ReadonlySignal<OfflineState>;
  update: ReadonlySignal<Update>;
  applyUpdate(): void;
  /** The browser offers to install the app. */
  install: ReadonlySignal<(() => Promise<void>) | null>;
  /** Files shared or opened from another app; they stay until `forgetReceived`, so that a death in between loses none. */
  received(): Promise<SourceFile[]>;
  forgetReceived(): Promise<void>;
  version: ReadonlySignal<string>;
  /** Opens the camera where the browser lets it be asked for; null: here. */
  cameraElsewhere: (() => Promise<void>) | null;
  /** An invoice photographed here belongs to the page that asked for it. True when that page took it. */
  handOn(id: string): Promise<boolean>;
  /** Number on the app's icon; 0 clears it. */
  badge(count: number): void;
  /** Erases every invoice, picture, setting and key of this device, then starts anew. */
  eraseAll(): Promise<void>;
}
