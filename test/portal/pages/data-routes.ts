import { type Context, Hono } from 'hono';
import { advance } from '../books.ts';
import { wordsOf } from '../page-invoice.ts';
import { minuteOf, type Portal } from '../state.ts';
import { bodyOf } from './body.ts';
import type { Counter } from './desk.ts';
import { buildNames, formNames } from './fields.ts';
import type { Gate } from './gate.ts';
import { searchStructures, servicesAt, structureAt } from './lookups.ts';
import { labelOf } from './names.ts';
import { unknownField } from './switches.ts';
import { knownValues } from './values.ts';
import { readingOf } from './webflow.ts';

function jsonRecord(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What the pages' scripts ask: searches, the reading of a PDF, saving and sending for the builds that live in the browser. */
export function dataRoutes(portal: Portal, counter: Counter, gate: Gate): Hono {
  const app = new Hono();
  const asked = (c: Context, name: string) => c.req.query(name) ?? '';

  app.get('/structures', (c) => {
    const words = asked(c, 'q').trim();
    const byNumber = /^[\d\s]+$/.test(words);
    return c.json(
      searchStructures(portal, {
        siret: asked(c, 'siret') || (byNumber ? words : ''),
        name: asked(c, 'nom') || (byNumber ? '' : words),
        town: asked(c, 'ville'),
      }),
    );
  });
  app.get('/services', (c) => c.json(servicesAt(portal, asked(c, 'siret'), asked(c, 'code'))));
  app.get('/factures', async (c) => {
    await advance(portal);
    return c.json({
      factures: [...portal.state.invoices].reverse().map((invoice) => ({
        id: invoice.identifiantFactureCPP,
        numero: invoice.numeroFacture,
        type: invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture',
        date: invoice.dateFacture,
        depot: minuteOf(invoice.deposeeLe),
        destinataire: invoice.designationDestinataire,
        siret: invoice.codeDestinataire,
        ttc: invoice.montantTTC,
        etat: wordsOf(invoice.statut),
        historique: [...invoice.historique]
          .reverse()
          .map((entry) => ({ etat: wordsOf(entry.code), le: minuteOf(entry.le), commentaire: entry.commentaire })),
      })),
      brouillons: [...counter.drafts].reverse().map(({ values }) => ({
        numero: values['references.numero'] ?? '',
        siret: values['destinataire.siret'] ?? '',
        ttc: values['montants.ttc'] ?? '',
      })),
    });
  });

  /** 401 without a session: the page then shows the login. */
  const entered = (c: Context): boolean => {
    const session = gate.sessionOf(c);
    return session !== undefined && !gate.isOver(session, gate.switchesOf(c));
  };
  app.post('/controle', async (c) => {
    // The asynchronous check of the recipient: a SIRET that the directory does not know is refused.
    const { siret } = await c.req.parseBody();
    const structure = structureAt(portal, String(siret ?? ''));
    return c.json({ nom: structure?.designationStructure ?? null });
  });
  app.post('/lecture', async (c) => {
    if (!entered(c)) return c.json({}, 401);
    const { files } = await bodyOf(c);
    const file = files.fichier;
    if (!file || !Buffer.from(file.base64, 'base64').subarray(0, 5).toString('latin1').startsWith('%PDF'))
      return c.json({ refus: ['Le fichier n’est pas un PDF.'] }, 422);
    return c.json({ valeurs: await readingOf(file) });
  });
  app.post('/facture', async (c) => {
    if (!entered(c)) return c.json({}, 401);
    const { fields, files } = await bodyOf(c);
    const build = buildNames.find((name) => name === fields.fabrication);
    const form = formNames.find((name) => name === fields.formulaire);
    if (!build || !form) return c.json({ refus: ['Demande incomplète.'] }, 400);
    const switches = gate.switchesOf(c);
    const values = knownValues(form, jsonRecord(fields.valeurs));
    if (fields.action === 'brouillon') {
      counter.saveDraft(build, form, values, files);
      return c.json({ brouillon: true });
    }
    if (form === 'deposer' && values['depot.format'] === 'XML') {
      const taken = counter.sendFlow(build, values, files);
      return Array.isArray(taken) ? c.json({ refus: taken }, 422) : c.json(taken);
    }
    const more: string[] = [];
    if (values['destinataire.siret'] && !structureAt(portal, values['destinataire.siret'])) more.push('Choisissez une structure de l’annuaire.');
    if (switches.includes('champ-inconnu') && !fields.inconnu) more.push(`Le champ « ${unknownField.label} » est obligatoire.`);
    const answer = counter.send(build, form, values, files, (key) => labelOf(build, key, switches), more);
    return Array.isArray(answer) ? c.json({ refus: answer }, 422) : c.json({ facture: { ...answer, etat: wordsOf(answer.statut) } });
  });
  return app;
}
