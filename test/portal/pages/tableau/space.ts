import { html } from 'hono/html';
import { euros, frenchMinute, type Markup, wordsOf } from '../../page-invoice.ts';
import type { TrainingInvoice } from '../../state.ts';
import type { Deposited, DepositedFlow, Draft } from '../desk.ts';
import { band } from '../layout.ts';
import { frenchDay } from '../values.ts';

/** The page around: a bar and the frame where all happens. */
export function tableauOutside(inside: string): Markup {
  return html`<table class="barre" cellspacing="0"><tr><td><b>PORTAIL D’ENTRAÎNEMENT</b> - Facturation</td><td align="right"><a href="accueil">Accueil</a><a href="saisir">Saisir une facture</a><a href="deposer">Déposer une facture</a><a href="factures">Rechercher / Synthèse</a></td></tr></table>
<iframe name="contenu" title="Contenu" src="${inside}"></iframe>`;
}

export const tableauInside = (body: Markup): Markup => html`${body}<p class="pied">${band}</p>`;

export function tableauHome(): Markup {
  return html`<center><b class="titre">FACTURES ÉMISES</b></center><table class="bloc" width="100%"><tr><td class="corps"><ul><li><a href="saisir" target="_top">Saisir une facture</a></li><li><a href="deposer" target="_top">Déposer une facture</a></li><li><a href="factures" target="_top">Rechercher / Synthèse</a></li></ul></td></tr></table>`;
}

export function tableauList(invoices: readonly TrainingInvoice[], drafts: readonly Draft[]): Markup {
  return html`<center><b class="titre">SYNTHÈSE DES FACTURES ÉMISES</b></center><table class="bloc" width="100%"><tr><td class="corps"><table class="grille" width="100%" cellspacing="0"><tr><th>N° facture</th><th>Destinataire</th><th>Date fact.</th><th>Déposée le</th><th>Montant</th><th>Statut</th><th>Depuis le</th></tr>${invoices.map(
    (invoice) =>
      html`<tr><td><a href="f-facture?id=${invoice.identifiantFactureCPP}">${invoice.numeroFacture}</a></td><td>${invoice.designationDestinataire}</td><td>${frenchDay(invoice.dateFacture)}</td><td>${frenchMinute(invoice.deposeeLe)}</td><td class="droite">${euros.format(invoice.montantTTC)}</td><td>${wordsOf(invoice.statut).toUpperCase()}</td><td>${frenchMinute(invoice.etatLe)}</td></tr>`,
  )}${drafts.map(
    (draft) =>
      html`<tr><td>${draft.values['references.numero'] ?? '-'}</td><td>${draft.values['destinataire.siret'] ?? '-'}</td><td>${draft.values['references.date'] ?? '-'}</td><td>-</td><td class="droite">${draft.values['montants.ttc'] ?? '-'}</td><td>BROUILLON</td><td>-</td></tr>`,
  )}</table></td></tr></table>`;
}

export function tableauDetail(invoice: TrainingInvoice): Markup {
  const row = (term: string, value: string) => html`<tr><td class="lib">${term}</td><td>${value || '-'}</td></tr>`;
  return html`<center><b class="titre">FACTURE ${invoice.numeroFacture}</b></center><table class="bloc" width="100%"><tr><td class="tete">DÉTAIL</td></tr><tr><td class="corps"><table class="in">${row('Statut', wordsOf(invoice.statut).toUpperCase())}${row('Date fact.', frenchDay(invoice.dateFacture))}${row('Déposée le', frenchMinute(invoice.deposeeLe))}${row('Destinataire', `${invoice.codeDestinataire} ${invoice.designationDestinataire}`)}${row('Total TTC', euros.format(invoice.montantTTC))}</table></td></tr></table>
<table class="bloc" width="100%"><tr><td class="tete">HISTORIQUE</td></tr><tr><td class="corps"><table class="grille" width="100%">${[
    ...invoice.historique,
  ]
    .reverse()
    .map(
      (entry) => html`<tr><td>${frenchMinute(entry.le)}</td><td>${wordsOf(entry.code).toUpperCase()}</td><td>${entry.commentaire}</td></tr>`,
    )}</table></td></tr></table>`;
}

export function tableauSent(invoice: Deposited): Markup {
  return html`<center><b class="titre">CONFIRMATION D’ENVOI</b></center><table class="bloc" width="100%"><tr><td class="corps">Facture envoyée.<table class="in"><tr><td class="lib">N° facture</td><td>${invoice.numero}</td></tr><tr><td class="lib">Déposée le</td><td>${frenchDay(invoice.date)}</td></tr><tr><td class="lib">Statut</td><td>${wordsOf(invoice.statut).toUpperCase()}</td></tr><tr><td class="lib">Certificat</td><td>${invoice.empreinte}</td></tr></table></td></tr></table>`;
}

export const tableauSentFlow = ({ flux, date }: DepositedFlow): Markup =>
  html`<center><b class="titre">FICHIER TRANSMIS</b></center><table class="bloc" width="100%"><tr><td class="corps"><table class="in"><tr><td class="lib">N° de flux</td><td>${flux}</td></tr><tr><td class="lib">Transmis le</td><td>${frenchDay(date)}</td></tr><tr><td class="lib">Statut du flux</td><td>EN ATTENTE DE TRAITEMENT</td></tr></table></td></tr></table>`;

export const tableauSaved = (): Markup =>
  html`<center><b class="titre">ENREGISTREMENT</b></center><table class="bloc" width="100%"><tr><td class="corps">La facture est enregistrée (statut BROUILLON).</td></tr></table>`;
