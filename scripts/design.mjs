import { createServer } from 'vite';
import { root } from './steps.mjs';

/** `npm run design`: the page of the tokens and parts, in development, at the address it prints. Ctrl+C stops it. */
const server = await createServer({ configFile: false, root: `${root}pwa/design`, publicDir: false, server: { port: 4180, fs: { allow: [root] } } });
await server.listen();
console.log(`Les pièces de Coursier : ${server.resolvedUrls?.local[0] ?? ''}`);
