import { html } from 'hono/html';
import { euros, frenchMinute, type Markup, wordsOf } from '../../page-invoice.ts';
import type { TrainingInvoice } from '../../state.ts';
import type { Deposited, DepositedFlow, Draft } from '../desk.ts';
import { frenchDay } from '../values.ts';

const menu = [
  ['accueil', 'Accueil'],
  ['saisir', 'Saisir une facture'],
  ['deposer', 'Déposer une facture'],
  ['factures', 'Rechercher / Synthèse'],
] as const;

/** Head and menu of the « Factures émises » space. */
export function classiqueFrame(here: string, body: Markup, name = 'Portail d’entraînement'): Markup {
  return html`<header class="entete"><strong>${name}</strong><span>Facturation · Factures émises</span></header>
<nav class="menu" aria-label="Factures émises">${menu.map(([page, word]) => html`<a href="${page}" class="${page === here ? 'ici' : ''}">${word}</a>`)}</nav>
<main class="contenu">${body}</main>`;
}

export function classiqueHome(): Markup {
  return html`<h1>Factures émises</h1><div class="tuiles">
<a href="saisir"><strong>Saisir une facture</strong><span>Le portail établit la facture d’après votre saisie.</span></a>
<a href="deposer"><strong>Déposer une facture</strong><span>Vous avez déjà un PDF.</span></a>
<a href="factures"><strong>Rechercher / Synthèse</strong><span>Vos factures envoyées et leur état.</span></a></div>`;
}

const refused = (status: string) => ['A_RECYCLER', 'SUSPENDUE', 'REJETEE'].includes(status);

export function classiqueList(invoices: readonly TrainingInvoice[], drafts: readonly Draft[]): Markup {
  return html`<h1>Synthèse des factures émises</h1>
${
  invoices.length + drafts.length === 0
    ? html`<p>Aucune facture.</p>`
    : html`<table id="GFE_Synthese_Tableau"><thead><tr><th scope="col">Numéro de facture</th><th scope="col">Type</th><th scope="col">Date de facture</th><th scope="col">Date de dépôt</th><th scope="col">Destinataire</th><th scope="col" class="nombre">Montant TTC</th><th scope="col">État</th></tr></thead><tbody>${invoices.map(
        (invoice) =>
          html`<tr><td><a href="facture?id=${invoice.identifiantFactureCPP}">${invoice.numeroFacture}</a></td><td>${invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture'}</td><td>${frenchDay(invoice.dateFacture)}</td><td>${frenchMinute(invoice.deposeeLe).replace(' à ', ' ')}</td><td>${invoice.designationDestinataire}<br>${invoice.codeDestinataire}</td><td class="nombre">${euros.format(invoice.montantTTC)}</td><td>${refused(invoice.statut) ? html`<strong>${wordsOf(invoice.statut)}</strong>` : wordsOf(invoice.statut)}</td></tr>`,
      )}${drafts.map(
        (draft) =>
          html`<tr><td>${draft.values['references.numero'] ?? '—'}</td><td>${draft.values['references.type'] === 'AVOIR' ? 'Avoir' : 'Facture'}</td><td>${draft.values['references.date'] ?? '—'}</td><td>—</td><td>${draft.values['destinataire.siret'] ?? '—'}</td><td class="nombre">${draft.values['montants.ttc'] ?? '—'}</td><td>Brouillon</td></tr>`,
      )}</tbody></table>`
}`;
}

export function classiqueDetail(invoice: TrainingInvoice): Markup {
  const row = (term: string, value: string) => html`<dt>${term}</dt><dd>${value || '—'}</dd>`;
  return html`<h1>${invoice.typeFacture === 'AVOIR' ? 'Avoir' : 'Facture'} ${invoice.numeroFacture}</h1>
<dl>${row('État courant', wordsOf(invoice.statut))}${row('Numéro de facture', invoice.numeroFacture)}${row('Date de facture', frenchDay(invoice.dateFacture))}${row('Date de dépôt', frenchMinute(invoice.deposeeLe))}${row('Destinataire', `${invoice.designationDestinataire} (${invoice.codeDestinataire})`)}${row('Code service', invoice.codeServiceExecutant)}${row('Numéro d’engagement', invoice.numeroBonCommande)}${row('Montant HT', euros.format(invoice.montantHT))}${row('Montant TTC', euros.format(invoice.montantTTC))}${row('Montant à payer', euros.format(invoice.montantAPayer))}</dl>
<h2>Historique des états</h2><table><thead><tr><th scope="col">État</th><th scope="col">Date de passage</th><th scope="col">Auteur</th><th scope="col">Commentaire</th></tr></thead><tbody>${[
    ...invoice.historique,
  ]
    .reverse()
    .map(
      (entry) =>
        html`<tr><td>${wordsOf(entry.code)}</td><td>${frenchMinute(entry.le)}</td><td>${entry.auteur}</td><td>${entry.commentaire}</td></tr>`,
    )}</tbody></table>
<p><a class="btn btn-default" href="factures">Retour à la synthèse</a></p>`;
}

/** After « Valider et envoyer ». */
export function classiqueSent(invoice: Deposited): Markup {
  return html`<h1>Confirmation</h1><div class="alert alert-success" role="status">Votre facture a été envoyée.</div>
<dl><dt>Numéro de facture</dt><dd>${invoice.numero}</dd><dt>Date de dépôt</dt><dd>${frenchDay(invoice.date)}</dd><dt>État</dt><dd>${wordsOf(invoice.statut)}</dd><dt>Identifiant de la facture</dt><dd>${invoice.identifiant}</dd><dt>Empreinte du certificat de dépôt</dt><dd>${invoice.empreinte}</dd></dl>
<p><a class="btn btn-primary" href="factures">Rechercher / Synthèse</a></p>`;
}

/** After a flow: it was taken, nothing more is known yet. */
export function classiqueSentFlow({ flux, date }: DepositedFlow): Markup {
  return html`<h1>Confirmation</h1><div class="alert alert-success" role="status">Votre fichier a été transmis. Il sera traité dans quelques minutes.</div>
<dl><dt>Numéro de flux</dt><dd>${flux}</dd><dt>Date de dépôt</dt><dd>${frenchDay(date)}</dd><dt>État du flux</dt><dd>En attente de traitement</dd></dl>
<p><a class="btn btn-primary" href="factures">Rechercher / Synthèse</a></p>`;
}

/** After « Enregistrer »: the trap is real, users believe that it was sent (users.md C7). */
export function classiqueSaved(): Markup {
  return html`<h1>Enregistrement</h1><div class="alert alert-success" role="status">La facture a été enregistrée à l’état Brouillon.</div><p><a class="btn btn-primary" href="factures">Rechercher / Synthèse</a></p>`;
}
