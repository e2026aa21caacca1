import { type Dossier, isByHand } from '../../desk/dossier.ts';
import { to } from '../router.ts';
import { review as words } from '../words/fr/invoice.ts';

/** The three steps of an invoice, always reachable in any order. */
export function Steps({ dossier, current }: { dossier: Dossier; current: 0 | 1 | 2 }) {
  const hrefs = [to('facture', dossier.id), to('facture', dossier.id, 'destinataire'), to('facture', dossier.id, 'prete')];
  return (
    <nav aria-label={words.stepsLabel}>
      <ol class="steps">
        {words.steps.map((label, index) => (
          <li key={label}>
            <a href={hrefs[index]} aria-current={index === current ? 'step' : undefined}>
              {index + 1}. {index === 0 && isByHand(dossier) ? words.writeStep : label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
