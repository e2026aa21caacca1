import { useState } from 'preact/hooks';
import { sendInvoice } from '../leaving.ts';
import { online, training } from '../state.ts';
import { ByForm, hasForms } from './by-form.tsx';
import { Icon } from './icon.tsx';

interface Props {
  id: string;
  /** Nothing stands in the way any more. */
  ready: boolean;
  words: { send: string; sendTraining: string; sendOffline: string };
  /** The portal's own form may take it as well, where there is a browser around us. */
  byForm?: boolean;
}

/** The one button that sends, within thumb's reach; it says where the invoice goes, and when. In the extension the portal's form comes first: it needs no keys. */
export function SendDock({ id, ready, words, byForm = false }: Props) {
  const [sending, setSending] = useState(false);
  const form = byForm && hasForms();
  const send = async () => {
    setSending(true);
    await sendInvoice(id);
    setSending(false);
  };
  return (
    <div class="dock">
      {form && <ByForm id={id} ready={ready} />}
      <button type="button" class={form ? 'button side' : 'button main'} disabled={sending || !ready} onClick={() => void send()}>
        <Icon name="send" />
        <span class={form ? 'hidden' : undefined}>{online.value ? (training.value ? words.sendTraining : words.send) : words.sendOffline}</span>
      </button>
    </div>
  );
}
