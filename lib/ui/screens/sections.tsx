import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { emptyLine, type Invoice } from '../../invoice/model.ts';
import { change, edit, undo } from '../edits.ts';
import { labelOf } from '../fields.ts';
import { money, siret } from '../format.ts';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Crop } from '../parts/page.tsx';
import { target, to } from '../router.ts';
import { say } from '../state.ts';
import { review as words } from '../words/fr/invoice.ts';
import { shell } from '../words/fr/shell.ts';

interface Props {
  dossier: Dossier;
  problems: readonly Problem[] | null;
  focused: string;
  onFocus: (path: string) => void;
}

const seller = [
  'seller.name',
  'seller.siret',
  'seller.legalMention',
  'seller.address.line1',
  'seller.address.postcode',
  'seller.address.city',
  'seller.vatIdentifier',
];

function Sheet({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="sheet stack" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Every field of the invoice, by what it is about. The touched one shows where it was read. */
export function Sections({ dossier, problems, focused, onFocus }: Props) {
  const { invoice } = dossier;
  const wanted = target.value;
  const field = (path: string) => (
    <div key={path} class="stack tight">
      <Field dossier={dossier} path={path} problems={problems} onFocus={onFocus} autoFocus={wanted === path} />
      {focused === path && <Crop dossier={dossier} path={path} />}
    </div>
  );
  return (
    <>
      <Sheet title={words.essentials}>
        <fieldset class="row">
          <legend class="hidden">{words.fields.kind}</legend>
          {(['invoice', 'credit-note'] as const).map((kind) => (
            <label key={kind} class="choice">
              <input type="radio" name="kind" checked={invoice.kind === kind} onChange={() => void edit(dossier.id, 'kind', kind)} />
              {words.fields[kind]}
            </label>
          ))}
        </fieldset>
        <div class="grid-2">{['invoiceNumber', 'issueDate', 'delivery.date', 'payment.dueDate'].map(field)}</div>
      </Sheet>

      <Sheet title={words.lines}>
        <Lines dossier={dossier} problems={problems} onFocus={onFocus} wanted={wanted} />
      </Sheet>

      <Sheet title={words.amounts}>
        <FranchiseSwitch dossier={dossier} />
        <div class="grid-2">{['totals.net', 'totals.vat', 'totals.gross', 'totals.payable'].map(field)}</div>
        <p class="total">
          <span>{words.fields['totals.gross']}</span>
          <strong class="number">{invoice.totals.gross ? money(invoice.totals.gross, invoice.currency) : '—'}</strong>
        </p>
      </Sheet>

      <Sheet title={words.buyer}>
        <div class="stack tight">
          <strong>{invoice.buyer.name || '—'}</strong>
          {invoice.buyer.siret && <span class="soft number">SIRET {siret(invoice.buyer.siret)}</span>}
          {focused === 'buyer.siret' && <Crop dossier={dossier} path="buyer.siret" />}
        </div>
        <a class="button" href={to('facture', dossier.id, 'destinataire')}>
          <Icon name="town" />
          {invoice.buyer.siret ? words.changeBuyer : words.chooseBuyer}
        </a>
      </Sheet>

      <Sheet title={words.seller}>
        <p class="hint">{words.sellerHint}</p>
        <div class="grid-2">{seller.map(field)}</div>
        <h3>{words.payment}</h3>
        <div class="grid-2">{['payment.iban', 'payment.bic'].map(field)}</div>
      </Sheet>
    </>
  );
}

const franchiseCode = 'VATEX-FR-FRANCHISE';

/** Every line and the breakdown become exempt, with the code that says why; the check knows the sentence to print. */
function withFranchise(invoice: Invoice, on: boolean): Invoice {
  const { net } = invoice.totals;
  const vatCategory = on ? ('E' as const) : ('S' as const);
  const rate = on ? '0' : '20';
  // without a line nothing would remember the choice: the breakdown is computed from the lines
  const known = invoice.lines.length > 0 ? invoice.lines : [emptyLine()];
  const lines = known.map((line) => ({ ...line, vatCategory, vatRate: rate }));
  if (!on) return { ...invoice, lines, vatBreakdown: [], totals: { ...invoice.totals, vat: '', gross: '' } };
  return {
    ...invoice,
    lines,
    vatBreakdown: [
      {
        category: 'E',
        rate,
        taxableAmount: net,
        taxAmount: '0.00',
        exemptionReason: 'TVA non applicable, art. 293 B du CGI',
        exemptionReasonCode: franchiseCode,
      },
    ],
    totals: { ...invoice.totals, vat: '0.00', gross: net || invoice.totals.gross, payable: net || invoice.totals.payable },
  };
}

function FranchiseSwitch({ dossier }: { dossier: Dossier }) {
  const on = dossier.invoice.vatBreakdown.some((entry) => entry.exemptionReasonCode === franchiseCode);
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          // read now: the event is over when the desk asks
          const { checked } = event.currentTarget;
          void change(dossier.id, (invoice) => withFranchise(invoice, checked));
        }}
      />
      <span>
        {words.noVat}
        <br />
        <span class="hint">{words.noVatHint}</span>
      </span>
    </label>
  );
}

interface LinesProps {
  dossier: Dossier;
  problems: readonly Problem[] | null;
  onFocus: (path: string) => void;
  wanted: string;
}

function Lines({ dossier, problems, onFocus, wanted }: LinesProps) {
  const { invoice } = dossier;
  const [open, setOpen] = useState(invoice.lines.length <= 4);
  const lines = open ? invoice.lines : invoice.lines.slice(0, 3);
  const add = () => {
    setOpen(true);
    void change(dossier.id, (current) => {
      const last = current.lines.at(-1);
      const franchise = current.vatBreakdown.some((entry) => entry.exemptionReasonCode === franchiseCode);
      const line = { ...emptyLine(), vatCategory: last?.vatCategory ?? (franchise ? 'E' : 'S'), vatRate: last?.vatRate ?? (franchise ? '0' : '') };
      return { ...current, lines: [...current.lines, line] };
    });
  };
  const remove = (index: number) => {
    void change(dossier.id, (current) => ({ ...current, lines: current.lines.filter((_, rank) => rank !== index) })).then(() =>
      say(words.lineRemoved, { label: shell.undo, run: () => void undo(dossier.id) }),
    );
  };
  return (
    <div class="lines">
      {lines.map((line, index) => {
        const path = (leaf: string) => `lines.${index}.${leaf}`;
        const field = (leaf: keyof typeof words.line) => (
          <Field
            dossier={dossier}
            path={path(leaf)}
            label={words.line[leaf]}
            problems={problems}
            onFocus={onFocus}
            autoFocus={wanted === path(leaf)}
            marks={false}
          />
        );
        return (
          <fieldset key={`${index}/${invoice.lines.length}`} class="line">
            <legend class="hidden">{words.lineOf(index + 1)}</legend>
            <div class="wide">{field('name')}</div>
            {field('quantity')}
            {field('netPrice')}
            {field('vatRate')}
            <div class="end">
              <button type="button" class="button plain" aria-label={`${words.removeLine} ${index + 1}`} onClick={() => remove(index)}>
                <Icon name="trash" />
              </button>
              <span class="number">
                <span class="soft">{words.lineTotal}</span> {line.netAmount ? money(line.netAmount, invoice.currency) : '—'}
              </span>
            </div>
          </fieldset>
        );
      })}
      {!open && (
        <button type="button" class="button plain" onClick={() => setOpen(true)}>
          {words.allLines(invoice.lines.length)}
        </button>
      )}
      <button type="button" class="button" onClick={add}>
        <Icon name="plus" />
        {words.addLine}
      </button>
      {problems
        ?.filter((problem) => problem.field === 'lines' && problem.severity === 'error')
        .map((problem) => (
          <p key={problem.rule} class="wrong">
            {labelOf('lines')} : {problem.message} {problem.remedy}
          </p>
        ))}
    </div>
  );
}
