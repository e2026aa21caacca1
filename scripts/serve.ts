import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settingsOf } from '../pwa/server/settings.ts';
import { createServer, type Listening } from '../pwa/server.ts';
import { createTrainingPortal } from '../test/portal/app.ts';

/**
 * The process behind `npm start` and in the container: static files, training portal and relay on one port. Environment variables: pwa/server/README.md.
 * The training portal's books survive a restart, in COURSIER_CARNET; empty: in memory alone.
 */
const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false });
const port = Number(values.port ?? process.env.PORT ?? 4173);
// One folder below the root, as source (scripts/) and as bundle (.output/).
const root = fileURLToPath(new URL('..', import.meta.url));

const withTraining = process.env.COURSIER_ENTRAINEMENT !== '0';

function trainingPortal() {
  if (!withTraining) return undefined;
  const store = process.env.COURSIER_CARNET ?? join(root, '.cache/training-portal.json');
  if (store) mkdirSync(dirname(store), { recursive: true });
  return createTrainingPortal(store ? { store } : {});
}

let listening: Listening;
try {
  const server = createServer({ root: join(root, '.output/pwa'), portal: trainingPortal(), ...settingsOf(process.env) });
  listening = await server.listen(port, process.env.HOST || undefined);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? `Le port ${port} est déjà pris : un autre Coursier tourne peut-être déjà sur http://localhost:${port}. Sinon : npm start -- --port 4200`
      : error instanceof Error
        ? error.message
        : String(error),
  );
  process.exit(1);
}

let leaving = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // asked twice: at once
    if (leaving) process.exit(1);
    leaving = true;
    listening.stop().then(() => process.exit(0));
  });

const address = `http://localhost:${listening.port}`;
console.log(
  withTraining
    ? `
  Coursier               ${address}
  Portail d’entraînement ${address}/entrainement/   (ce n’est pas le portail de l’État)
  Ses formulaires        ${address}/entrainement/formulaires/   (pour essayer l’extension)

  À essayer :
  1. Ouvrez ${address} et déposez-y la facture d’exemple : public/samples/facture-boulangerie.jpg
     (ou photographiez-la à l’écran ; elle est aussi proposée sur l’accueil).
  2. Corrigez ce qui est en orange, choisissez le destinataire, puis « Envoyer ».
  3. Jouez la mairie : ${address}/entrainement/ ; rejetez, suspendez ou payez la facture, et voyez-la changer dans l’application.

  Ctrl+C pour arrêter.
`
    : `
  Coursier ${address} (sans portail d’entraînement)

  Ctrl+C pour arrêter.
`,
);
