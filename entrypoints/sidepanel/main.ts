import { openSurface } from './surface.ts';

openSurface();
