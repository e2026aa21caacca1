import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../lib/portal/api/json.ts';
import { submissionBody } from '../../../lib/portal/deposit.ts';
import { paths } from '../../../lib/portal/paths.ts';
import { answerErrors, examples, operations, requestErrors, schemaCount } from '../../portal/contract.ts';
import { contractFetch } from '../../portal/contract-fetch.ts';
import { bakerInvoice } from './bench.ts';
import { parts, submitErrors } from './contract-bench.ts';

describe('the contract', () => {
  it('holds 47 operations, 172 schemas and 71 examples, all valid against it', () => {
    const all = examples();
    expect([operations.length, schemaCount, all.length]).toEqual([47, 172, 71]);
    expect(all.filter((example) => example.errors.length > 0)).toEqual([]);
  });

  it('knows every path of the client, with its method', () => {
    for (const { path, method } of Object.values(paths)) expect(operations, path).toContainEqual(expect.objectContaining({ path, method }));
  });

  const valid = JSON.parse(writeJson(submissionBody(bakerInvoice(), parts))) as Record<string, Record<string, unknown>>;
  it.each<[string, Record<string, unknown>, string]>([
    ['an invented member', { ...valid, idFacture: 1 }, '(idFacture)'],
    ['an invented member deep inside', { ...valid, references: { ...valid.references, numeroEngagement: 'EJ' } }, '/references'],
    ['a missing one', { ...valid, destinataire: undefined }, 'destinataire'],
    ['a number of 21 characters', { ...valid, numeroFactureSaisi: 'F2026-000000000000001' }, '/numeroFactureSaisi'],
    ['a space in the number', { ...valid, numeroFactureSaisi: 'F 1' }, '/numeroFactureSaisi'],
    ['a value outside the list', { ...valid, references: { ...valid.references, typeTva: 'SANS TVA' } }, '/references/typeTva'],
    ['an amount as a text', { ...valid, montantTotal: { ...valid.montantTotal, montantTVA: '5.78' } }, '/montantTotal/montantTVA'],
    ['seven decimals', { ...valid, montantTotal: { ...valid.montantTotal, montantTVA: 5.7800001 } }, '/montantTotal/montantTVA'],
    ['a French date', { ...valid, dateFacture: '20/11/2026' }, '/dateFacture'],
    ['two main files', { ...valid, pieceJointePrincipale: [{}, {}] }, '/pieceJointePrincipale'],
    ['a null where the contract has none', { ...valid, commentaire: null }, '/commentaire'],
    ['a payment mode on a credit note', { ...valid, references: { ...valid.references, typeFacture: 'AVOIR' } }, 'credit note'],
    ['an own number in SAISIE_API', { ...valid, modeDepot: 'SAISIE_API' }, 'the portal gives the number'],
    ['a line without rate', { ...valid, lignePoste: [{ lignePosteNumero: 1 }] }, '/lignePoste/0'],
  ])('refuses %s in a request', (_, body, said) => {
    expect(submitErrors(valid)).toEqual([]);
    expect(submitErrors(JSON.parse(JSON.stringify(body))).join('\n')).toContain(said);
  });

  it('refuses an unknown path, another method, another content type and a body where none is meant', () => {
    expect(requestErrors('/cpro/factures/v1/consulterCR', 'POST', {})).not.toEqual([]);
    expect(requestErrors(paths.history.path, 'GET', { idFacture: 1 })).not.toEqual([]);
    expect(requestErrors(paths.history.path, 'POST', { idFacture: 1 }, 'text/plain')).not.toEqual([]);
    expect(requestErrors(paths.health.path, 'GET', {})).not.toEqual([]);
    expect(requestErrors(`https://api.piste.gouv.fr${paths.history.path}`, 'POST', { idFacture: 1 })).toEqual([]);
  });

  it('takes nulls, absences and new members in an answer, but no other type; of our own portal no new member either', () => {
    const answer = { codeRetour: 0, libelle: null, statutCourantCode: 'NOUVEAU_STATUT', nouveau: 1, historiquesDesStatuts: null };
    expect(answerErrors(paths.history.path, 200, answer)).toEqual([]);
    expect(answerErrors(paths.history.path, 200, { ...answer, idFacture: '12' })[0]).toContain('/idFacture');
    const strict = answerErrors(paths.history.path, 200, answer, { strict: true }).join('\n');
    expect(strict).toContain('(nouveau)');
    expect(strict).toContain('/statutCourantCode');
    expect(answerErrors(paths.history.path, 200, { codeRetour: 20000 }, { strict: true })[0]).toContain('libelle');
    expect(answerErrors(paths.history.path, 200, undefined)).toEqual(['/ is not JSON']);
    expect(answerErrors(paths.history.path, 418, {}, { strict: true })).not.toEqual([]);
  });
});

describe('the harness', () => {
  it('tells a wrong request and a wrong answer, and lets both pass', async () => {
    const told: string[] = [];
    const fake: typeof fetch = async () => new Response('{"codeRetour":"0","fichierResultat":1}');
    const call = contractFetch(fake, ({ operation, side, sentence }) => told.push(`${operation} ${side} ${sentence}`));
    const answer = await call(`/relais/production${paths.download.path}`, { method: 'POST', body: '{"format":"ZIP"}' });
    expect(await answer.json()).toEqual({ codeRetour: '0', fichierResultat: 1 });
    expect(told.filter((line) => line.startsWith('telechargerGroupeFacture request')).length).toBeGreaterThan(1);
    expect(told.filter((line) => line.startsWith('telechargerGroupeFacture answer'))).toHaveLength(2);
  });
});
