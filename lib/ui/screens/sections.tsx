import type { ComponentChildren } from 'preact';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { edit } from '../edits.ts';
import { money, siret } from '../format.ts';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { FranchiseSwitch, InvoiceLines } from '../parts/invoice-lines.tsx';
import { KindChoice } from '../parts/kind.tsx';
import { Crop } from '../parts/page.tsx';
import { Switch } from '../parts/switch.tsx';
import { target, to } from '../router.ts';
import { review as words } from '../words/fr/invoice.ts';

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
        <KindChoice dossier={dossier} />
        <div class="grid-2">{['invoiceNumber', 'issueDate', 'delivery.date', 'payment.dueDate'].map(field)}</div>
        {invoice.kind === 'credit-note' && invoice.precedingInvoices.length > 0 && (
          <div class="grid-2">{['precedingInvoices.0.number', 'precedingInvoices.0.issueDate'].map(field)}</div>
        )}
      </Sheet>

      <Sheet title={words.lines}>
        <InvoiceLines dossier={dossier} problems={problems} onFocus={onFocus} wanted={wanted} />
      </Sheet>

      <Sheet title={words.amounts}>
        <FranchiseSwitch dossier={dossier} />
        <div class="grid-2">
          {['totals.net', 'totals.vat', 'totals.gross', ...(invoice.alreadyPaid ? [] : ['totals.prepaid']), 'totals.payable'].map(field)}
        </div>
        {invoice.kind === 'invoice' && (
          <Switch checked={invoice.alreadyPaid} onSwitch={(on) => edit(dossier.id, 'alreadyPaid', String(on))}>
            {words.paidInFull}
          </Switch>
        )}
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
