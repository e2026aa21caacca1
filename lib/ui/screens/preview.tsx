import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useState } from 'preact/hooks';
import type { Desk } from '../../desk/api.ts';
import { Fault, type FaultCode } from '../../invoice/fault.ts';
import { handOver } from '../actions.ts';
import { settled } from '../edits.ts';
import { useDossier } from '../hooks.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { FaultNotice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { theDesk } from '../state.ts';
import { preview as words } from '../words/fr/write.ts';

type Made = Awaited<ReturnType<Desk['preview']>>;

/** Pictures as addresses, given back when they are no longer shown. */
function useAddresses(made: Made | null): readonly string[] {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  useEffect(() => {
    const urls = (made?.pages ?? []).map(({ bytes }) => URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })));
    setAddresses(urls);
    return () => {
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [made]);
  return addresses;
}

/** The very PDF that would be deposited, made on the device and drawn page by page. */
export default function Preview({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const [made, setMade] = useState<Made | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  useEffect(() => {
    let alive = true;
    settled(id)
      .then(() => theDesk().preview(id))
      .then(
        (file) => alive && setMade(file),
        (error: unknown) => alive && setFault(Fault.from(error).code),
      );
    return () => {
      alive = false;
    };
  }, [id, dossier?.revision]);
  const addresses = useAddresses(made);
  if (!dossier) return <NoInvoice />;
  const draft = dossier.stage.state === 'draft';
  return (
    <div class="stack">
      <Head title={words.title} back={draft ? to('facture', id) : to('facture', id, 'suivi')} />
      {draft && <p class="soft">{words.draft}</p>}
      {fault && <FaultNotice code={fault} />}
      {!made && !fault && (
        <p class="waiting" role="status">
          {words.making}
        </p>
      )}
      {made?.pages.map(({ width, height }, index) => (
        <img
          key={addresses[index] ?? index}
          class="sheet-picture"
          src={addresses[index]}
          width={width}
          height={height}
          alt={words.page(index + 1, made.pages.length)}
          data-testid="preview-page"
        />
      ))}
      {made && (
        <div class="dock">
          <button type="button" class="button" onClick={() => handOver(made.bytes, made.name, made.type, true)}>
            <Icon name="file" />
            {words.open}
          </button>
          <button type="button" class="button strong" onClick={() => handOver(made.bytes, made.name, made.type)}>
            <Icon name="down" />
            {words.save}
          </button>
        </div>
      )}
    </div>
  );
}
