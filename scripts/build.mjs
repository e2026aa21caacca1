import { buildExtension, buildPwa } from './steps.mjs';

/** `npm run build`: the PWA and both extensions. */
process.exit(buildPwa({ force: true }) || buildExtension({ firefox: true }));
