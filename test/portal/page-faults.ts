import { html } from 'hono/html';
import { structures } from './data.ts';
import { faultGroups } from './fault-names.ts';
import type { Markup } from './page-invoice.ts';
import type { Portal } from './state.ts';

/** The switches, grouped and folded, one sentence each; a group with a fault in force is open. */
export function faultsPanel(portal: Portal): Markup {
  return html`<section aria-labelledby="pannes"><h2 id="pannes">Pannes</h2>
<p class="soft">Le vrai portail tombe en panne, lui aussi. Cochez, appliquez, puis envoyez depuis Coursier.</p>
<form method="post" action="operateur/pannes" class="faults">
${faultGroups.map((group) => {
  const count = group.faults.filter(([name]) => portal.has(name)).length;
  return html`<details class="group" ${count > 0 ? 'open' : ''}><summary>${group.title}${count > 0 ? html` <span class="count">${count} en marche</span>` : ''}</summary>
<fieldset><legend class="sr">${group.title}</legend>${group.faults.map(
    ([name, words]) =>
      html`<label class="check"><input type="checkbox" name="panne" value="${name}" ${portal.has(name) ? 'checked' : ''}><span>${words}</span></label>`,
  )}</fieldset></details>`;
})}
<label class="latency">Attente avant chaque réponse, en millisecondes <input type="number" name="lenteur" min="0" max="30000" step="100" inputmode="numeric" value="${portal.state.latency}"></label>
<div class="row"><button>Appliquer</button><button class="quiet" name="aucune" value="1">Tout réparer</button></div>
</form></section>`;
}

function demand(structure: (typeof structures)[number]): string {
  if (structure.gestionNumeroEJOuCodeService) return 'un service ou un engagement';
  const wanted = [structure.codeServiceDoitEtreRenseigne ? 'un service' : '', structure.numeroEJDoitEtreRenseigne ? 'un engagement' : ''].filter(
    Boolean,
  );
  return wanted.join(' et ');
}

/** Whom one may bill here, and what they demand. */
export function recipientsPanel(): Markup {
  return html`<section aria-labelledby="destinataires"><h2 id="destinataires">Destinataires d’essai</h2>
<p class="soft">Tous ont aussi le service <code>FACTURES_PUBLIQUES</code>, réservé aux organismes publics.</p><ul class="recipients">${structures.map(
    (structure) => html`<li><strong>${structure.designationStructure}</strong>
<span class="soft">SIRET ${structure.identifiantStructure}. ${demand(structure) ? html`Exige ${demand(structure)}.` : 'N’exige rien.'}</span>
<span class="codes">${structure.services
      .filter((service) => service.codeService !== 'FACTURES_PUBLIQUES')
      .map(
        (service) =>
          html`<span><code>${service.codeService}</code>${service.estActif ? '' : ' fermé'}${service.numeroEngagement ? ' avec engagement' : ''}</span>`,
      )}</span></li>`,
  )}</ul></section>`;
}

export function resetPanel(): Markup {
  return html`<section aria-labelledby="zero"><h2 id="zero">Remise à zéro</h2>
<details class="reason"><summary>Tout oublier…</summary><form method="post" action="operateur/vider">
<p>Factures, fichiers, flux et pannes disparaissent de ce portail d’entraînement. Rien ne change dans Coursier.</p>
<button class="warn">Vider le portail d’entraînement</button></form></details></section>`;
}
