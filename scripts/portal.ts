import { serve } from '@hono/node-server';
import { createTrainingPortal } from '../test/portal/app.ts';
import { notice, structures, trainingClient } from '../test/portal/data.ts';

/** `npm run portal`: the training portal alone. PORT (8787) and PORTAL_STORE (a JSON file that keeps the books) from the environment. */
const port = Number(process.env.PORT ?? 8787);
const portal = createTrainingPortal({ store: process.env.PORTAL_STORE });
const server = serve({ fetch: portal.app.fetch, port }, () => {
  const base = `http://localhost:${port}`;
  console.error(notice);
  console.error(`Page de l’agent public : ${base}/`);
  console.error(`Pages de saisie et de dépôt, en quatre fabrications : ${base}/formulaires/`);
  console.error(`Leur imitation (sous un autre nom) : http://127.0.0.1:${port}/formulaires/imitation/connexion`);
  console.error(`Ce qu’elles ont reçu : ${base}/formulaires/_recu`);
  console.error(`Jeton : POST ${base}/api/oauth/token (client_id et client_secret « ${trainingClient.clientId} »)`);
  console.error(`API : ${base}/cpro/… (compte technique ${trainingClient.login}, mot de passe « ${trainingClient.password} »)`);
  console.error(`Destinataires d’essai : ${structures.map((structure) => structure.identifiantStructure).join(' ')}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.close(() => process.exit(0)));
