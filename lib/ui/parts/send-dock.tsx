import { useState } from 'preact/hooks';
import { sendInvoice } from '../leaving.ts';
import { online, training } from '../state.ts';
import { Icon } from './icon.tsx';

interface Props {
  id: string;
  /** Nothing stands in the way any more. */
  ready: boolean;
  words: { send: string; sendTraining: string; sendOffline: string };
}

/** The one button that sends, within thumb's reach; it says where the invoice goes, and when. */
export function SendDock({ id, ready, words }: Props) {
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    await sendInvoice(id);
    setSending(false);
  };
  return (
    <div class="dock">
      <button type="button" class="button main" disabled={sending || !ready} onClick={() => void send()}>
        <Icon name="send" />
        {online.value ? (training.value ? words.sendTraining : words.send) : words.sendOffline}
      </button>
    </div>
  );
}
