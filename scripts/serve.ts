import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from '../pwa/server.ts';
import { createTrainingPortal } from '../test/portal/app.ts';

/** The process behind `npm start`: static files, training portal and relay on one port. The training portal's books survive a restart. */
const { values } = parseArgs({ options: { port: { type: 'string' } }, strict: false });
const port = Number(values.port ?? process.env.PORT ?? 4173);
const root = fileURLToPath(new URL('..', import.meta.url));

mkdirSync(join(root, '.cache'), { recursive: true });
const portal = createTrainingPortal({ store: join(root, '.cache/training-portal.json') });
const server = createServer({ root: join(root, '.output/pwa'), portal });

try {
  await server.listen(port);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? `Le port ${port} est déjà pris : un autre Coursier tourne peut-être déjà sur http://localhost:${port}. Sinon : npm start -- --port 4200`
      : String(error),
  );
  process.exit(1);
}

const address = `http://localhost:${port}`;
console.log(`
  Coursier               ${address}
  Portail d’entraînement ${address}/entrainement/   (ce n’est pas le portail de l’État)

  À essayer :
  1. Ouvrez ${address} et déposez-y la facture d’exemple : public/samples/facture-boulangerie.jpg
     (ou photographiez-la à l’écran ; elle est aussi proposée sur l’accueil).
  2. Corrigez ce qui est en orange, choisissez le destinataire, puis « Envoyer ».
  3. Jouez la mairie : ${address}/entrainement/ ; rejetez, suspendez ou payez la facture, et voyez-la changer dans l’application.

  Ctrl+C pour arrêter.
`);
