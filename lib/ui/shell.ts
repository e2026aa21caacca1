import type { ReadonlySignal } from '@preact/signals';
import type { SourceFile } from '../reading/options.ts';

/** `absent`: no service worker here. `ready` only when every heavy file is in the cache. */
export type OfflineState = { state: 'absent' } | { state: 'loading'; ratio: number } | { state: 'ready' };

/** What the surface around the screens (web page, extension) can do. The screens ask, the surface decides how. */
export interface Shell {
  surface: 'web' | 'extension';
  offline: ReadonlySignal<OfflineState>;
  /** A new version waits; it takes over only when asked. */
  update: ReadonlySignal<boolean>;
  applyUpdate(): void;
  /** The browser offers to install the app. */
  install: ReadonlySignal<(() => Promise<void>) | null>;
  /** Files shared or opened from another app; they stay until `forgetReceived`, so that a death in between loses none. */
  received(): Promise<SourceFile[]>;
  forgetReceived(): Promise<void>;
  version: ReadonlySignal<string>;
  /** Number on the app's icon; 0 clears it. */
  badge(count: number): void;
  /** Erases every invoice, picture, setting and key of this device, then starts anew. */
  eraseAll(): Promise<void>;
}
