import { openSurface } from '../sidepanel/surface.ts';

/** The camera in a tab: a panel cannot ask for it. `?pour=` names the panel that waits. */
if (location.hash === '') location.replace('#/photo');
openSurface();
