import { openSurface } from '../sidepanel/surface.ts';

if (location.hash === '') location.replace('#/reglages');
openSurface();
