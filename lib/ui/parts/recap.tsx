import { useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { attempt, handOver } from '../actions.ts';
import { day, money, siret } from '../format.ts';
import { to } from '../router.ts';
import { theDesk } from '../state.ts';
import { ready as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

/** What an invoice says, as one reads it over before it leaves and after. */
export function Recap({ dossier }: { dossier: Dossier }) {
  const { invoice } = dossier;
  const codes = [invoice.serviceCode, invoice.engagementNumber, invoice.contractNumber].filter(Boolean).join(' · ');
  const rows = [
    [words.to, invoice.buyer.name],
    ['SIRET', siret(invoice.buyer.siret)],
    [words.codes, codes],
    [words.from, invoice.seller.name],
    [words.number, invoice.invoiceNumber],
    [words.date, day(invoice.issueDate)],
  ].filter(([, value]) => value);
  return (
    <section class="sheet recap" aria-label={words.recap}>
      <dl>
        {rows.map(([label, value]) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p class="total">
        <span>{words.amount}</span>
        <strong class="number">{invoice.totals.gross ? money(invoice.totals.gross, invoice.currency) : '—'}</strong>
      </p>
      {invoice.totals.payable !== '' && invoice.totals.payable !== invoice.totals.gross && (
        <p class="row between">
          <span>{words.payable}</span>
          <strong class="number">{money(invoice.totals.payable, invoice.currency)}</strong>
        </p>
      )}
    </section>
  );
}

/** The files exactly as they would leave, made on the device. */
export function Files({ dossier }: { dossier: Dossier }) {
  const [making, setMaking] = useState(false);
  const [notices, setNotices] = useState<readonly string[] | null>(null);
  // what was sent as a flow keeps what was said of it
  const shown = notices ?? dossier.notices;
  const give = async (wanted: (file: { name: string }) => boolean) => {
    setMaking(true);
    await attempt(async () => {
      const files = await theDesk().compose(dossier.id);
      const file = files.find(wanted);
      if (file) handOver(file.bytes, file.name, file.type);
      setNotices(file?.notices ?? []);
    });
    setMaking(false);
  };
  const isFacturx = (file: { name: string }) => /factur-?x/i.test(file.name);
  return (
    <section class="stack tight" aria-labelledby="files">
      <h2 id="files">{words.files}</h2>
      <p class="hint">{words.filesText}</p>
      <div class="row">
        <a class="button" href={to('facture', dossier.id, 'apercu')}>
          <Icon name="eye" />
          {words.seePdf}
        </a>
        <button type="button" class="button" disabled={making} onClick={() => void give(isFacturx)}>
          <Icon name="down" />
          {words.saveFacturx}
        </button>
        <span class="hint" role="status">
          {making ? words.making : ''}
        </span>
      </div>
      <div role="status">{shown.map((notice) => words.papers[notice] && <Notice key={notice}>{words.papers[notice]}</Notice>)}</div>
    </section>
  );
}
