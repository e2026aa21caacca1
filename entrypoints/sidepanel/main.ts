import { openBench } from './bench.ts';
import { openSurface } from './surface.ts';

if (location.hash === '#/banc') openBench();
else openSurface();
