import { buildPwa, install, needNode, node } from './steps.mjs';

/** `npm start`: installs if needed, builds if needed, serves the app, the training portal and the relay in one process. */
needNode();
install();
console.error('Préparation de Coursier…');
if (buildPwa() !== 0) {
  console.error('La construction a échoué : voyez le message ci-dessus.');
  process.exit(1);
}
process.exit(node(['--import', 'tsx', 'scripts/serve.ts', ...process.argv.slice(2)]));
