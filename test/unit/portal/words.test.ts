import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { base64Of, bytesOf, Exact, writeJson } from '../../../lib/portal/api/json.ts';
import { explain, refusalCode } from '../../../lib/portal/errors.ts';
import { isFinal, plainSteps, statuses, statusOf } from '../../../lib/portal/statuses.ts';
import { refusals } from '../../portal/answers.ts';
import { sentences } from '../../portal/flow.ts';

const contract = new URL('../../../../shared/reference/chorus-pro.openapi.yaml', import.meta.url);

describe('statuses', () => {
  it('are 56, each with a French name and sentence', () => {
    expect(Object.keys(statuses)).toHaveLength(56);
    for (const [code, status] of Object.entries(statuses)) {
      expect(plainSteps, code).toContain(status.step);
      expect(status.label.length, code).toBeGreaterThan(3);
      expect(status.sentence, code).toMatch(/[.]$/);
    }
  });

  it.skipIf(!existsSync(contract))('are those of the contract', () => {
    const block = /\n {4}StatutFacture:\n {6}type: string\n {6}enum:\n((?: {6}- \w+\n)+)/.exec(readFileSync(contract, 'utf8'))?.[1] ?? '';
    const codes = [...block.matchAll(/- (\w+)/g)].map((match) => match[1] ?? '');
    expect(codes).toHaveLength(56);
    expect([...codes].sort()).toEqual(Object.keys(statuses).sort());
  });

  it('keep an unknown code as another state', () => {
    expect(statusOf('NOUVEAU_STATUT')).toMatchObject({ step: 'other', label: 'NOUVEAU_STATUT' });
    expect(isFinal('NOUVEAU_STATUT')).toBe(false);
  });

  it('make the supplier act where he must', () => {
    for (const code of ['A_RECYCLER', 'SUSPENDUE', 'REJETEE']) expect(statusOf(code).actor).toBe('you');
    expect(statusOf('MISE_EN_PAIEMENT').step).toBe('paid');
  });
});

describe('the portal’s sentences', () => {
  it('are understood by their path, not their words', () => {
    expect(explain(sentences.service)[0]?.field).toBe('serviceCode');
    expect(explain(sentences.engagement)[0]?.field).toBe('engagementNumber');
    expect(explain(sentences.number)[0]?.field).toBe('invoiceNumber');
    expect(explain(sentences.paymentMeans)[0]?.field).toBe('payment.meansCode');
    expect(explain(sentences.attachment)[0]?.message).toContain('sans être joint');
  });

  it.each([
    [refusals.unknownRecipient, 'buyer.siret'],
    [refusals.unknownService, 'serviceCode'],
    [refusals.serviceRequired, 'serviceCode'],
    [refusals.eitherRequired, 'serviceCode'],
    [refusals.publicOnlyService, 'serviceCode'],
    [refusals.engagementRequired, 'engagementNumber'],
    [refusals.unknownSupplier, 'seller.siret'],
  ])('accuse what they name: %j', ({ libelle }, field) => {
    expect(explain(libelle)[0]?.field).toBe(field);
  });

  it('are told one by one, the last one cut', () => {
    const told = explain(`${sentences.service}|${sentences.engagement}`.slice(0, 200));
    expect(told.map((item) => item.field)).toEqual(['serviceCode', expect.stringMatching(/serviceCode|engagementNumber/)]);
  });

  it.each([130, 140, 150, 153, 156, 160, 170])('stay honest when cut at %i', (length) => {
    const [told] = explain(sentences.engagement.slice(0, length));
    expect(['engagementNumber', 'serviceCode']).toContain(told?.field);
  });

  it('never hide what is unknown', () => {
    expect(explain('Phrase jamais vue')[0]).toMatchObject({ field: '', original: 'Phrase jamais vue' });
    expect(explain('')[0]?.message).toContain('sans dire pourquoi');
  });

  it('choose the fault', () => {
    expect(refusalCode(1, 'Vous avez déjà déposé une demande de paiement avec ce numéro')).toBe('portal-duplicate');
    expect(refusalCode(20001, 'GDP_MSG_11.022')).toBe('portal-too-big');
    expect(refusalCode(1, sentences.service)).toBe('portal-recipient');
    expect(refusalCode(1, '')).toBe('portal-refused');
  });
});

describe('amounts in JSON', () => {
  it('keep their decimals', () => {
    expect(writeJson({ a: new Exact('1234.50'), b: [new Exact('0.10'), null], c: undefined, d: 'é"' })).toBe(
      '{"a":1234.50,"b":[0.10,null],"d":"é\\""}',
    );
    expect(writeJson(new Exact('007.50'))).toBe('7.50');
  });

  it.each(['', '1e5', '1,5', '1.1234567', '1}', 'NaN'])('refuse %j', (text) => {
    expect(() => new Exact(text)).toThrow(RangeError);
  });

  it.each([0, 1, 2, 3, 4, 257])('files of %i bytes go through base64 and back', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 37) % 256);
    expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(bytesOf(base64Of(bytes))).toEqual(bytes);
  });
});
