import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { franchiseCode } from '../../invoice/mentions.ts';
import { emptyLine, type Invoice } from '../../invoice/model.ts';
import { change, edit, settled, undo } from '../edits.ts';
import { useArticles } from '../memory.ts';
import { review } from '../words/fr/invoice.ts';
import { Lines } from './lines.tsx';
import { ConfirmAnomaly } from './problems.tsx';
import { Switch } from './switch.tsx';

export function isFranchise(invoice: Invoice): boolean {
  const { lines, vatBreakdown } = invoice;
  return (
    vatBreakdown.some((entry) => entry.exemptionReasonCode === franchiseCode) || (lines.length > 0 && lines.every((line) => line.vatCategory === 'E'))
  );
}

/** Every line exempt, with the code that says why; the sentence follows from the date when the invoice is completed. */
function withFranchise(invoice: Invoice, on: boolean): Invoice {
  const { net } = invoice.totals;
  const vatCategory = on ? ('E' as const) : ('S' as const);
  const vatRate = on ? '0' : '';
  // without a line nothing would remember the choice: the breakdown is computed from the lines
  const known = invoice.lines.length > 0 ? invoice.lines : [emptyLine()];
  const lines = known.map((line) => ({ ...line, vatCategory, vatRate }));
  if (!on) return { ...invoice, lines, vatBreakdown: [], totals: { ...invoice.totals, vat: '', gross: '' } };
  return {
    ...invoice,
    lines,
    vatBreakdown: [{ category: 'E', rate: '0', taxableAmount: net, taxAmount: '0.00', exemptionReason: '', exemptionReasonCode: franchiseCode }],
    totals: { ...invoice.totals, vat: '0.00', gross: net || invoice.totals.gross, payable: net || invoice.totals.payable },
  };
}

export function FranchiseSwitch({ dossier }: { dossier: Dossier }) {
  return (
    <Switch checked={isFranchise(dossier.invoice)} onSwitch={(on) => change(dossier.id, (invoice) => withFranchise(invoice, on))}>
      <span>
        {review.noVat}
        <br />
        <span class="hint">{review.noVatHint}</span>
      </span>
    </Switch>
  );
}

interface Props {
  dossier: Dossier;
  problems: readonly Problem[] | null;
  wanted: string;
  onFocus: (path: string) => void;
  last?: Parameters<typeof Lines>[0]['last'];
}

/** The lines of a dossier, with the memory of its seller. */
export function InvoiceLines({ dossier, problems, wanted, onFocus, last }: Props) {
  const { invoice, id } = dossier;
  const articles = useArticles(invoice.seller.siret);
  const whole = problems?.filter((problem) => problem.field === 'lines' && problem.severity === 'error') ?? [];
  return (
    <>
      <Lines
        lines={invoice.lines}
        wanted={wanted}
        last={last ?? null}
        onUndo={() => void undo(id)}
        context={{
          currency: invoice.currency,
          franchise: isFranchise(invoice),
          postcode: invoice.seller.address.postcode,
          articles,
          buyer: invoice.buyer.siret,
          problems,
          edit: (index, field, typed) => void edit(id, `lines.${index}.${field}`, typed),
          change: (step, label) => change(id, (current) => ({ ...current, lines: step(current.lines) }), label),
          settled: () => settled(id),
          onFocus,
          confirm: (problem) => <ConfirmAnomaly id={id} problem={problem} />,
        }}
      />
      {whole.map((problem) => (
        <p key={problem.rule} class="wrong">
          {problem.message} {problem.remedy}
        </p>
      ))}
    </>
  );
}
