import type { ComponentType } from 'preact';
import { restoreDossier } from '../../lib/desk/dossier.ts';
import { restoreInvoice } from '../../lib/invoice/model.ts';
import { WelcomeDrawing } from '../../lib/ui/parts/drawing.tsx';
import { Field, MarkTag } from '../../lib/ui/parts/field.tsx';
import { Head } from '../../lib/ui/parts/head.tsx';
import { Icon, iconNames, Mark } from '../../lib/ui/parts/icon.tsx';
import { Lights } from '../../lib/ui/parts/lights.tsx';
import { FaultNotice, Notice } from '../../lib/ui/parts/notice.tsx';
import { OrderDrawing } from '../../lib/ui/parts/order-drawing.tsx';
import { Steps } from '../../lib/ui/parts/steps.tsx';
import { Switch } from '../../lib/ui/parts/switch.tsx';

type BothProps = { title: string; children: preact.ComponentChildren };

const dossier = restoreDossier({
  id: 'piece',
  readBy: 'ocr',
  invoice: restoreInvoice({ invoiceNumber: 'F2026-118', issueDate: '2026-11-20', totals: { gross: '157.60' } }),
  traces: {
    invoiceNumber: { confidence: 'sure', page: null, box: null },
    'totals.gross': { confidence: 'check', page: null, box: null },
  },
});

const tones = ['accent', 'doubt', 'done', 'stop'] as const;
const requirements = ['none', 'service', 'engagement', 'either', 'both', 'unknown'] as const;

export function Parts({ Both }: { Both: ComponentType<BothProps> }) {
  if (!dossier) return null;
  return (
    <>
      <Both title="La marque">
        <p class="row">
          <span class="brand">
            <Mark />
            <span>Coursier</span>
          </span>
        </p>
        <WelcomeDrawing />
      </Both>
      <Both title="Boutons">
        {['main', 'strong', '', 'plain', 'danger'].map((kind) => (
          <p key={kind} class="row">
            <button type="button" class={`button ${kind}`}>
              <Icon name="camera" />
              {kind || 'button'}
            </button>
            <button type="button" class={`button ${kind}`} disabled>
              éteint
            </button>
          </p>
        ))}
        <p class="row">
          <button type="button" class="button icon" aria-label="Ajouter">
            <Icon name="plus" />
          </button>
          <button type="button" class="chip" aria-pressed="false">
            puce
          </button>
          <button type="button" class="chip" aria-pressed="true">
            puce choisie
          </button>
        </p>
      </Both>
      <Both title="Messages">
        {tones.map((tone) => (
          <Notice key={tone} tone={tone}>
            <strong>{tone}</strong>
            <span>Une phrase, une idée.</span>
          </Notice>
        ))}
        <FaultNotice code="offline" />
        <div class="toast">
          <span>Facture supprimée.</span>
          <button type="button" class="button">
            Annuler
          </button>
        </div>
      </Both>
      <Both title="États">
        <p class="row">
          {tones.map((tone) => (
            <span key={tone} class={`tag ${tone}`}>
              <Icon name="check" />
              {tone}
            </span>
          ))}
        </p>
        <p class="row">
          {requirements.map((requires) => (
            <Lights key={requires} requires={requires} />
          ))}
        </p>
        <p class="row">
          <MarkTag mark="sure" />
          <MarkTag mark="check" />
          <MarkTag mark="seen" />
        </p>
        <p class="row">
          <span class="stamp">
            Envoyée<small>le 24 novembre 2026</small>
          </span>
          <span class="stamp done">Payée</span>
          <span class="stamp stop">Refusée</span>
        </p>
        <div class="bar">
          <span style={{ transform: 'scaleX(0.6)' }} />
        </div>
      </Both>
      <Both title="Champs">
        <Field dossier={dossier} path="invoiceNumber" />
        <Field dossier={dossier} path="totals.gross" />
        <Field dossier={dossier} path="payment.iban" />
        <Switch checked onSwitch={() => Promise.resolve()}>
          Allumé
        </Switch>
        <Switch checked={false} onSwitch={() => Promise.resolve()}>
          Éteint
        </Switch>
      </Both>
      <Both title="Le haut d’un écran">
        <Head title="Vérifier" back="#" />
        <Steps dossier={dossier} current={1} />
      </Both>
      <Both title="Dessins">
        <OrderDrawing />
        <ul class="icons">
          {iconNames.map((name) => (
            <li key={name}>
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Both>
    </>
  );
}
