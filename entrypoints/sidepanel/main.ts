import { openSurface } from './surface.ts';

// `npm run capture` opens the panel's page at this address: the engine alone, without the screens.
if (location.hash === '#/lecture') void import('./lecture.ts');
else openSurface();
