import { openSurface } from './surface.ts';

// `npm run fill` and `npm run capture` open the panel's page at these addresses: the engines alone, without the screens.
if (location.hash === '#/banc') void import('./bench.ts').then(({ openBench }) => openBench());
else if (location.hash === '#/lecture') void import('./lecture.ts');
else openSurface();
