import '../styles/tour.css';
import { useEffect } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { attempt, reload } from '../actions.ts';
import { useDossier, useGesture } from '../hooks.ts';
import { route, to } from '../router.ts';
import { screenOf } from '../standing.ts';
import { say, settings, theDesk } from '../state.ts';
import { keepTour, rankOf, type TourStep, tourStep } from '../tour.ts';
import { tour as words } from '../words/fr/tour.ts';
import { Icon } from './icon.tsx';
import { OrderDrawing } from './order-drawing.tsx';

/** Where the training portal's public agent works, beside the app: on this invoice. */
const agentOf = (number: string) => `/entrainement/?q=${encodeURIComponent(number)}`;

/** A strip beside the real screens, never over them: what to do now with the sample invoice. It can be left at any moment, and taken up again. */
export function Tour() {
  const { tour: id = '' } = settings.value ?? {};
  const dossier = useDossier(id);
  const [first, shownId, screen = ''] = route.value;
  const here = first === 'facture' && shownId === id;
  const step = dossier ? tourStep(dossier, screen) : null;
  useEffect(() => {
    if (step !== 'pay') return;
    // back from the town hall's page: the portal is asked at once
    const look = () => document.visibilityState === 'visible' && void ask();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [step]);
  // beside another invoice it would seem to speak of that one
  if (!dossier || !step || (first === 'facture' && !here)) return null;
  const { rank, total } = rankOf(step);
  const leave = () => void keepTour({ tourLeft: true }).then(() => step !== 'done' && say(words.left));
  return (
    <aside class="tour" aria-label={words.title}>
      <p class="tour-text" role="status">
        <strong>
          {words.title} <span class="number">{words.step(rank, total)}</span>
        </strong>{' '}
        {words.steps[step]}
      </p>
      <div class="tour-acts">
        {here ? (
          <Act step={step} dossier={dossier} onEnd={leave} />
        ) : step === 'done' ? (
          <a class="act" href={to('ajouter')} onClick={leave}>
            {words.back}
            <Icon name="next" />
          </a>
        ) : (
          <a class="act" href={to(...screenOf(dossier))}>
            {words.back}
            <Icon name="next" />
          </a>
        )}
      </div>
      <button type="button" class="button icon plain" aria-label={words.leave} onClick={leave}>
        <Icon name="cross" />
      </button>
      {here && step === 'recipient' && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.where}
          </summary>
          <OrderDrawing />
        </details>
      )}
    </aside>
  );
}

async function ask(): Promise<void> {
  await attempt(() => theDesk().refresh());
  await reload();
}

function Act({ step, dossier, onEnd }: { step: TourStep; dossier: Dossier; onEnd: () => void }) {
  const [busy, run] = useGesture();
  const link = (screen: string, label: string) => (
    <a class="act" href={to('facture', dossier.id, screen)}>
      {label}
      <Icon name="next" />
    </a>
  );
  switch (step) {
    case 'review':
      return link('destinataire', words.toRecipient);
    case 'recipient':
      return link('prete', words.toSend);
    case 'pay':
      return (
        <>
          <a class="act" href={agentOf(dossier.invoice.invoiceNumber)} target="_blank" rel="noopener">
            {words.agent}
            <Icon name="next" />
          </a>
          <button type="button" class="button" disabled={busy} onClick={() => run(ask)}>
            {words.ask}
          </button>
        </>
      );
    case 'done':
      return (
        <a class="button strong" href={to()} onClick={onEnd}>
          {words.finish}
        </a>
      );
    default:
      return null;
  }
}

/** From the help: the tour taken up where it was left, or begun. */
export function TourDoor({ onBegin }: { onBegin: () => Promise<unknown> }) {
  const { tour: id = '', tourLeft = false } = settings.value ?? {};
  const dossier = useDossier(id);
  const under = dossier && tourStep(dossier, '') !== 'done';
  if (under && !tourLeft) return null;
  // The sample has one number, and a number serves once: the former sample makes room for the next.
  const again = async () => {
    if (dossier) await attempt(() => theDesk().remove(dossier.id));
    await onBegin();
  };
  return under ? (
    <a class="button" href={to(...screenOf(dossier))} onClick={() => void keepTour({ tourLeft: false })}>
      <Icon name="school" />
      {words.again}
    </a>
  ) : (
    <button type="button" class="button" onClick={() => void again()}>
      <Icon name="school" />
      {words.begin}
    </button>
  );
}
