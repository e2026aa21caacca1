import { html } from 'hono/html';
import type { Markup } from '../../page-invoice.ts';
import type { Portal } from '../../state.ts';
import { at, type BlockName, type Field, fieldsOf } from '../fields.ts';
import { type StructureHit, servicesAt } from '../lookups.ts';
import { labelOf, nameOf } from '../names.ts';
import { unknownField } from '../switches.ts';
import { blockTitles } from '../titles.ts';
import type { Flow, FlowState } from '../webflow.ts';

/** The old layout: nested tables, words in the neighbouring cell, no label element, no id, choices that reload the page. */
const pages: Readonly<Record<string, readonly BlockName[]>> = {
  depot: ['depot'],
  fiche: ['espace', 'destinataire', 'fournisseur', 'cadre', 'references', 'lignes', 'tva', 'montants', 'pieces', 'commentaire'],
};
/** Drawn as radio buttons with their words beside. */
const radios = ['depot.format', 'references.type'];
/** Whose change makes the server show other fields. */
const reloading = ['references.type', 'references.typeTva'];

interface Drawn {
  flow: Flow;
  state: FlowState;
}

const sizes: Partial<Record<Field['kind'], number>> = { amount: 12, quantity: 6, date: 10, text: 22 };

function control({ flow, state }: Drawn, field: Field, key: string): Markup {
  const name = nameOf('tableau', flow.form, key, flow.switches);
  const value = state.values[key] ?? '';
  const reload = reloading.includes(key) ? html`data-recharge="1"` : '';
  if (radios.includes(key))
    return html`${field.options?.map(
      (option) =>
        html`<input type="radio" name="${name}" value="${option.value}" ${option.value === value ? 'checked' : ''} ${reload}> ${option.label}&nbsp;&nbsp;`,
    )}`;
  switch (field.kind) {
    case 'choice':
      return html`<select name="${name}" ${reload}><option value="">--</option>${field.options?.map(
        (option) => html`<option value="${option.value}" ${option.value === value ? 'selected' : ''}>${option.label}</option>`,
      )}</select>`;
    case 'long':
      return html`<textarea name="${name}" rows="3" cols="70">${value}</textarea>`;
    case 'check':
      return html`<input type="checkbox" name="${name}" value="true" ${value ? 'checked' : ''}> j’autorise le portail à établir la facture`;
    case 'file':
      return html`<input type="file" name="${name}">${state.files[key] ? html`<br><i>${state.files[key].name}</i>` : ''}`;
    case 'structure':
      return html`<input type="text" name="${name}" value="${value}" size="18" maxlength="14"> <input type="button" value="..." data-ouvre="f-structures" title="Chercher"> <b>${state.recipient?.name ?? ''}</b>`;
    case 'service':
      return html`<input type="text" name="${name}" value="${value}" size="26" readonly> <input type="button" value="..." data-ouvre="f-services" data-siret="${state.recipient?.siret ?? ''}" title="Chercher" ${state.recipient ? '' : 'disabled'}>`;
    default:
      return html`<input type="text" name="${name}" value="${value}" size="${sizes[field.kind] ?? 22}" maxlength="${field.maxLength ?? 500}">${field.kind === 'date' ? html` <small>(jj/mm/aaaa)</small>` : ''}`;
  }
}

function words({ flow }: Drawn, field: Field, key: string): Markup {
  return html`${labelOf('tableau', key, flow.switches)}${field.required ? ' *' : ''}`;
}

function shownFields({ flow, state }: Drawn, block: BlockName): Field[] {
  return fieldsOf(flow.form, block).filter((field) => !field.when || state.values[field.when.key] === field.when.value);
}

/** Two fields a row: words, box, words, box. */
function pairs(drawn: Drawn, block: BlockName): Markup {
  const list = shownFields(drawn, block);
  const wide = block === 'commentaire' || block === 'espace' || block === 'depot' || block === 'destinataire';
  const rows: Field[][] = [];
  for (const field of list) {
    const last = rows.at(-1);
    if (last && last.length < 2 && !wide) last.push(field);
    else rows.push([field]);
  }
  return html`<table class="in" width="100%">${rows.map(
    (row) =>
      html`<tr>${row.map((field) => html`<td class="lib">${words(drawn, field, field.key)}</td><td colspan="${row.length === 1 ? 3 : 1}">${control(drawn, field, field.key)}</td>`)}</tr>`,
  )}${
    block === 'references' && drawn.flow.switches.includes('champ-inconnu')
      ? html`<tr><td class="lib">${unknownField.label} *</td><td colspan="3"><select name="${unknownField.id}"><option value="">--</option>${unknownField.options.map((option) => html`<option ${option === drawn.state.extra ? 'selected' : ''}>${option}</option>`)}</select></td></tr>`
      : ''
  }</table>`;
}

const addWords = { lignes: 'Ajouter ligne', tva: 'Ajouter taux', pieces: 'Ajouter PJ' } as const;

/** One row a line, the words in the head of the columns alone. */
function columns(drawn: Drawn, block: 'lignes' | 'tva' | 'pieces'): Markup {
  const list = shownFields(drawn, block);
  return html`<table class="grille" width="100%" cellspacing="0"><tr>${list.map((field) => html`<th>${words(drawn, field, field.key)}</th>`)}</tr>${Array.from(
    { length: drawn.state.rows[block] },
    (_, rank) => html`<tr>${list.map((field) => html`<td>${control(drawn, field, at(field.key, rank))}</td>`)}</tr>`,
  )}</table><input type="submit" name="_eventId_ajouter_${block}" value="${addWords[block]}">`;
}

export function tableauForm(flow: Flow, state: FlowState, execution: string): Markup {
  const drawn = { flow, state };
  return html`<center><b class="titre">${flow.form === 'saisir' ? 'SAISIE D’UNE FACTURE' : 'DÉPÔT D’UNE FACTURE'}</b></center>
${state.errors.length > 0 ? html`<table class="refus" width="100%"><tr><td>${state.errors.map((error) => html`${error}<br>`)}</td></tr></table>` : ''}
<form method="post" action="?execution=${execution}" enctype="multipart/form-data" name="formulaire">
<input type="hidden" name="selection" value=""><input type="hidden" name="" value="1" class="evenement">
${(pages[state.step] ?? [])
  .filter((block) => fieldsOf(flow.form, block).length > 0)
  .map(
    (block) =>
      html`<table class="bloc" width="100%" cellspacing="0"><tr><td class="tete">${blockTitles.tableau[block]}</td></tr><tr><td class="corps">${block === 'lignes' || block === 'tva' || block === 'pieces' ? columns(drawn, block) : pairs(drawn, block)}</td></tr></table>`,
  )}
<table width="100%"><tr><td align="right">${
    state.step === 'depot'
      ? html`<input type="submit" name="_eventId_continuer" value="Suite &gt;&gt;">`
      : html`${flow.form === 'deposer' ? html`<input type="submit" name="_eventId_retour" value="&lt;&lt; Retour"> ` : ''}<input type="submit" name="_eventId_enregistrer" value="Enregistrer"> <input type="submit" name="_eventId_envoyer" value="Valider et envoyer">`
  }</td></tr></table></form>`;
}

/** The small window, a frame in the frame: a search whose results are links. */
export function tableauStructures(asked: { siret: string; name: string }, hits: readonly StructureHit[] | null): Markup {
  return html`<form method="get" action="f-structures"><table class="in"><tr><td class="lib">SIRET</td><td><input type="text" name="siret" value="${asked.siret}" size="16"></td><td class="lib">Nom</td><td><input type="text" name="nom" value="${asked.name}" size="24"></td><td><input type="submit" value="Chercher"> <input type="button" value="Fermer" data-ferme="1"></td></tr></table></form>
${
  hits === null
    ? ''
    : hits.length === 0
      ? html`<p>Aucune structure.</p>`
      : html`<table class="grille" width="100%" cellspacing="0"><tr><th>SIRET</th><th>Nom</th><th>Ville</th></tr>${hits.map((hit) => html`<tr><td><a href="#" data-choix="${hit.siret}" data-evenement="choisirStructure">${hit.siret}</a></td><td>${hit.name}</td><td>${hit.town}</td></tr>`)}</table>`
}`;
}

export function tableauServices(portal: Portal, siret: string, code: string): Markup {
  const services = servicesAt(portal, siret, code);
  return html`<form method="get" action="f-services"><input type="hidden" name="siret" value="${siret}"><table class="in"><tr><td class="lib">Code</td><td><input type="text" name="code" value="${code}" size="24"></td><td><input type="submit" value="Chercher"> <input type="button" value="Fermer" data-ferme="1"></td></tr></table></form>
${
  services.length === 0
    ? html`<p>Aucun service.</p>`
    : html`<table class="grille" width="100%" cellspacing="0"><tr><th>Code</th><th>Libellé</th></tr>${services.map((service) => html`<tr><td><a href="#" data-choix="${service.code}" data-evenement="choisirService">${service.code}</a></td><td>${service.name}</td></tr>`)}</table>`
}`;
}
