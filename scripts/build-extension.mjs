import { buildExtension } from './steps.mjs';

/** `npm run build:extension`: chrome-mv3 (Chrome, Edge) and firefox-mv3 in .output/. */
process.exit(buildExtension({ firefox: true }));
