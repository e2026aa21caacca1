import { html } from 'hono/html';
import { type AgentStatus, agentStatuses, lifeFrom, nextSteps, reasons, statusWords } from './agent.ts';
import { minuteOf, type TrainingFile, type TrainingInvoice } from './state.ts';

export type Markup = ReturnType<typeof html>;

export const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const decimals = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });
const nothing = '—';

const modeWords: Record<string, string> = {
  SAISIE_API: 'Saisie ligne à ligne',
  DEPOT_PDF_API: 'PDF déposé avec ses données',
  DEPOT_PDF_SIGNE_API: 'PDF signé déposé avec ses données',
  UPLOAD_API: 'Flux Factur-X',
};

/** What pressing the button does, said as the agent would. */
const stepWords: Record<AgentStatus, string> = {
  EN_COURS_ACHEMINEMENT: 'Acheminer',
  MISE_A_DISPOSITION: 'Mettre à disposition',
  PRISE_EN_COMPTE_DESTINATAIRE: 'Prendre en compte',
  A_RECYCLER: 'Renvoyer à recycler',
  SUSPENDUE: 'Suspendre',
  REJETEE: 'Rejeter',
  SERVICE_FAIT: 'Service fait',
  MANDATEE: 'Mandater',
  MISE_A_DISPOSITION_COMPTABLE: 'Passer au comptable',
  COMPTABILISEE: 'Comptabiliser',
  MISE_EN_PAIEMENT: 'Mettre en paiement',
};

/** "2026-11-24 10:00" → "24/11/2026 à 10:00". */
export function frenchMinute(time: number): string {
  const [day = '', minute = ''] = minuteOf(time).split(' ');
  return `${day.split('-').reverse().join('/')} à ${minute}`;
}

export const wordsOf = (status: string) => statusWords[status] ?? status;

function tone(status: string): string {
  if (['A_RECYCLER', 'SUSPENDUE', 'REJETEE'].includes(status)) return 'bad';
  return ['MISE_EN_PAIEMENT', 'COMPTABILISEE'].includes(status) ? 'good' : 'going';
}

function hidden(invoice: TrainingInvoice, query: string): Markup {
  return html`<input type="hidden" name="id" value="${invoice.identifiantFactureCPP}"><input type="hidden" name="q" value="${query}">`;
}

function steps(invoice: TrainingInvoice, query: string): Markup {
  const { plain, reasoned } = nextSteps(invoice.statut);
  const id = invoice.identifiantFactureCPP;
  const waits = { A_RECYCLER: 'corriger', SUSPENDUE: 'compléter', REJETEE: 'refaire' }[invoice.statut];
  return html`${waits ? html`<p class="waits">Au fournisseur de la ${waits}.</p>` : ''}
${
  plain.length + reasoned.length > 0
    ? html`<div class="steps"><form method="post" action="operateur/statut">${hidden(invoice, query)}${plain.map(
        (status) => html`<button name="statut" value="${status}">${stepWords[status]}</button>`,
      )}</form>${reasoned.map((status) => reasonForm(invoice, status, query))}</div>`
    : ''
}
<div class="row links"><a href="operateur/facture/${id}" target="_blank" rel="noopener">Ouvrir la facture (PDF)<span class="sr">, numéro ${invoice.numeroFacture}, nouvel onglet</span></a>${
    lifeFrom(invoice).length > 1
      ? html`<form method="post" action="operateur/vie">${hidden(invoice, query)}<button class="quiet">Toute la vie jusqu’au paiement</button></form>`
      : ''
  }</div>`;
}

/** A step that needs words: folded until it is wanted, one at a time. */
function reasonForm(invoice: TrainingInvoice, status: AgentStatus, query: string): Markup {
  const field = `motif-${invoice.identifiantFactureCPP}-${status}`;
  return html`<details class="reason" name="motif-${invoice.identifiantFactureCPP}"><summary>${stepWords[status]}…</summary>
<form method="post" action="operateur/statut">${hidden(invoice, query)}<input type="hidden" name="statut" value="${status}">
<label for="${field}">Motif, tel que le fournisseur le lira</label>
<input id="${field}" name="commentaire" required maxlength="2000" autocomplete="off" list="motifs-${status}" placeholder="Par exemple : ${reasons[status]?.[0] ?? ''}">
<button class="warn">${stepWords[status]}</button></form></details>`;
}

function figure(term: string, value: string | number | Markup): Markup {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function lines(invoice: TrainingInvoice): Markup | '' {
  if (invoice.lignes.length === 0) return '';
  return html`<div class="wide" tabindex="0" role="region" aria-label="Lignes de la facture ${invoice.numeroFacture}"><table><caption>Lignes</caption>
<thead><tr><th scope="col">Désignation</th><th scope="col" class="number">Quantité</th><th scope="col" class="number">Prix HT</th><th scope="col">TVA</th></tr></thead>
<tbody>${invoice.lignes.map(
    (line) =>
      html`<tr><td>${line.denomination}</td><td class="number">${decimals.format(line.quantite)} ${line.unite}</td><td class="number">${decimals.format(line.prixUnitaireHT)}</td><td>${line.taux || `${decimals.format(line.tauxManuel ?? 0)} %`}</td></tr>`,
  )}</tbody></table></div>`;
}

function files(invoice: TrainingInvoice, known: readonly TrainingFile[]): Markup | '' {
  const attached = invoice.modeDepot === 'SAISIE_API' ? invoice.pieces : invoice.pieces.slice(1);
  if (attached.length === 0) return '';
  return html`<h4>Pièces jointes</h4><ul class="files">${attached.map((id) => {
    const file = known.find((candidate) => candidate.id === id);
    return html`<li>${file ? html`<a href="operateur/piece/${id}">${file.nom}</a>` : 'Fichier oublié (les soixante derniers sont gardés)'}</li>`;
  })}</ul>`;
}

function otherStatus(invoice: TrainingInvoice, query: string): Markup {
  const id = invoice.identifiantFactureCPP;
  return html`<h4>Tout autre statut</h4><form method="post" action="operateur/statut" class="other">${hidden(invoice, query)}
<label>Statut <select name="statut">${agentStatuses.map((status) => html`<option value="${status}">${wordsOf(status)}</option>`)}</select></label>
<label>Commentaire <input id="autre-${id}" name="commentaire" maxlength="2000" autocomplete="off"></label>
<button class="quiet">Changer</button></form>`;
}

/** One invoice as the agent sees it: what it is, what may be done next, and behind a fold all its data. */
export function invoiceCard(
  invoice: TrainingInvoice,
  { query, changed, files: known }: { query: string; changed: boolean; files: readonly TrainingFile[] },
): Markup {
  const id = invoice.identifiantFactureCPP;
  const last = invoice.historique.at(-1);
  return html`<article class="card" id="f${id}" aria-labelledby="t${id}">
${changed ? html`<p class="done" role="status">C’est fait&nbsp;: ${wordsOf(invoice.statut).toLowerCase()}. Coursier le verra à sa prochaine demande.</p>` : ''}
<div class="head"><h3 id="t${id}">${invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture'} ${invoice.numeroFacture}</h3><span class="status ${tone(invoice.statut)}">${wordsOf(invoice.statut)}</span></div>
<p class="who"><strong>${euros.format(invoice.montantTTC)}</strong> pour ${invoice.designationDestinataire}, déposée le ${frenchMinute(invoice.deposeeLe)}</p>
${last?.commentaire ? html`<p class="said"><span class="sr">Dernier commentaire : </span>« ${last.commentaire} »</p>` : ''}
${steps(invoice, query)}
<details class="more"><summary>Données, pièces et historique</summary>
<dl>
${figure('Total HT', euros.format(invoice.montantHT))}
${figure('TVA', euros.format(invoice.montantTVA))}
${figure('Reste à payer', euros.format(invoice.montantAPayer))}
${figure('Date de la facture', invoice.dateFacture.split('-').reverse().join('/'))}
${figure('SIRET du destinataire', invoice.codeDestinataire)}
${figure('Service', invoice.codeServiceExecutant || nothing)}
${figure('Engagement', invoice.numeroBonCommande || nothing)}
${figure('Marché', invoice.numeroMarche || nothing)}
${figure('Arrivée par', modeWords[invoice.modeDepot] ?? invoice.modeDepot)}
${figure('Mode de paiement', invoice.modePaiement || nothing)}
${figure('Structure du fournisseur', invoice.idFournisseur)}
${figure('Identifiant', id)}
${invoice.numeroFluxDepot ? figure('Flux', invoice.numeroFluxDepot) : ''}
${invoice.rejetTraite ? figure('Rejet', 'vu par le fournisseur') : ''}
${invoice.commentaire ? html`<div class="whole"><dt>Commentaire du fournisseur</dt><dd>${invoice.commentaire}</dd></div>` : ''}
</dl>
${lines(invoice)}${files(invoice, known)}
<h4>Historique</h4><ol class="history">${invoice.historique.map(
    (entry) =>
      html`<li><time>${frenchMinute(entry.le)}</time> <strong>${wordsOf(entry.code)}</strong>, ${entry.auteur}${entry.commentaire ? html`<br>« ${entry.commentaire} »` : ''}</li>`,
  )}</ol>
${otherStatus(invoice, query)}</details>
</article>`;
}

/** The reasons offered, one list a step: agents' real words, typed over at will. */
export function reasonLists(): Markup[] {
  return Object.entries(reasons).map(
    ([status, words]) => html`<datalist id="motifs-${status}">${words.map((word) => html`<option value="${word}"></option>`)}</datalist>`,
  );
}
