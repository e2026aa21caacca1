import { Fault } from '../invoice/fault.ts';
import { MAX_DOCUMENT_BYTES } from '../invoice/file-names.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import type { Dossier, Errand } from './dossier.ts';

const MAX_COMMENT = 2000;

type Returns = Pick<Desk, 'reopen' | 'recycle' | 'complete' | 'dropErrand'>;

const addressed: ReadonlySet<string> = new Set(['buyer.siret', 'serviceCode', 'engagementNumber']);

/** Invoices that come back: mended under the same number, completed, or taken up again as a new one. `wake` tells the outbox. */
export function returnCases({ platform, store, memories, need, newFile }: Bench, { problems, recipientOf }: Checking, wake: () => void): Returns {
  const now = () => platform.clock.now();

  /** One answer to the portal at a time; a refused one gives way to the next. */
  function asked(dossier: Dossier, statuses: readonly string[], part: Pick<Errand, 'kind' | 'comment'> & Partial<Errand>): Dossier {
    const { stage } = dossier;
    if (stage.state !== 'deposited' || !statuses.includes(stage.status)) throw new Fault('not-ready', `stage ${stage.state}`);
    const { identifiantFactureCPP } = stage;
    const others = dossier.errands.filter((errand) => errand.kind === 'acknowledge');
    if (dossier.errands.some((errand) => errand.kind !== 'acknowledge' && (errand.state === 'sending' || errand.state === 'unsure')))
      throw new Fault('not-ready', 'an answer is on its way');
    return { ...dossier, errands: [...others, { ...blankErrand, identifiantFactureCPP, since: now(), ...part }], updatedAt: now() };
  }

  const leave = (saved: Dossier) => {
    void platform.requestSync('coursier-outbox');
    wake();
    return saved;
  };

  return {
    reopen: async (id) => {
      const saved = await store.update(id, (dossier) => {
        const { stage } = dossier;
        const rejected = stage.state === 'deposited' && stage.status === 'REJETEE';
        if (stage.state !== 'refused' && !rejected) throw new Fault('not-ready', `stage ${stage.state}`);
        const text =
          stage.state === 'refused' ? stage.messages.join(' | ') : (dossier.history.findLast(({ code }) => code === 'REJETEE')?.text ?? '');
        const acknowledge = rejected
          ? [{ ...blankErrand, kind: 'acknowledge' as const, identifiantFactureCPP: stage.identifiantFactureCPP, since: now() }]
          : [];
        return {
          dossier: {
            ...dossier,
            stage: { state: 'draft' },
            history: [...dossier.history, { at: new Date(now()).toISOString(), code: 'REOPENED', text }],
            // A number the portal accepted once and rejected is not used again: whether it may be is not known (chorus-pro.md §4).
            invoice: rejected ? { ...dossier.invoice, invoiceNumber: '' } : dossier.invoice,
            errands: acknowledge,
            // What was said of the former deposit's payment does not hold for the next one.
            paidOn: undefined,
            claimClosedOn: undefined,
            updatedAt: now(),
          },
        };
      });
      return saved.errands.length > 0 ? leave(saved) : saved;
    },
    async recycle(id, { buyerSiret, buyerName, serviceCode, engagementNumber, comment }) {
      const dossier = await need(id);
      const { invoice } = dossier;
      const mended = { ...invoice, buyer: { ...invoice.buyer, siret: buyerSiret, name: buyerName }, serviceCode, engagementNumber };
      const wrong = (await problems({ ...dossier, invoice: mended })).find(({ severity, field }) => severity === 'error' && addressed.has(field));
      if (wrong) throw new Fault('not-ready', wrong.rule);
      const change = { kind: 'recycle' as const, buyerSiret, buyerName, serviceCode: serviceCode.trim(), engagementNumber: engagementNumber.trim() };
      const saved = await store.update(id, (current) => ({
        dossier: asked(current, ['A_RECYCLER', 'EN_ATTENTE_RECYCLAGE_FOURNISSEUR'], { ...change, comment: comment.trim().slice(0, MAX_COMMENT) }),
      }));
      // The codes that came back wrong are not proposed again.
      const today = platform.clock.today();
      if (invoice.buyer.siret === buyerSiret) {
        const { replacedCodes } = await import('./lessons.ts');
        const said = dossier.history.findLast(({ code }) => code === statusOf(dossier))?.text ?? '';
        await memories.refuse(buyerSiret, replacedCodes(invoice, mended, said, today));
      }
      const recipient = await recipientOf({ ...dossier, invoice: mended });
      if (recipient) await memories.learn({ ...recipient, name: recipient.name || buyerName }, mended, today);
      return leave(saved);
    },
    async complete(id, { comment, files }) {
      if (files.some(({ bytes }) => bytes.length > MAX_DOCUMENT_BYTES)) throw new Fault('portal-too-big', 'a document over 10 Mo');
      if (files.some(({ bytes }) => bytes.length === 0)) throw new Fault('file-empty');
      if (files.length === 0 && comment.trim() === '') throw new Fault('not-ready', 'nothing to add');
      const added = files.map((file) => newFile(file, 'attachment'));
      return leave(
        await store.update(id, (current) => {
          const names = added.map(({ reference }) => reference.id);
          const dossier = asked(current, ['SUSPENDUE'], { kind: 'complete', comment: comment.trim().slice(0, MAX_COMMENT), files: names });
          return { dossier: { ...dossier, files: [...dossier.files, ...added.map(({ reference }) => reference)] }, files: added };
        }),
      );
    },
    dropErrand: (id) =>
      store.update(id, (dossier) => {
        const left = dossier.errands.filter(({ kind, state }) => kind === 'acknowledge' || state === 'sending' || state === 'unsure');
        return { dossier: { ...dossier, errands: left, updatedAt: now() } };
      }),
  };
}

const statusOf = ({ stage }: Dossier) => (stage.state === 'deposited' ? stage.status : '');

const blankErrand: Errand = {
  kind: 'acknowledge',
  identifiantFactureCPP: 0,
  state: 'waiting',
  since: 0,
  attempts: 0,
  retryAt: 0,
  checks: 0,
  comment: '',
  buyerSiret: '',
  buyerName: '',
  serviceCode: '',
  engagementNumber: '',
  files: [],
  fault: '',
  message: '',
};
