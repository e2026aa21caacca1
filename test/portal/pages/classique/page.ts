import { html } from 'hono/html';
import type { Markup } from '../../page-invoice.ts';
import type { Portal } from '../../state.ts';
import { at, type BlockName, type Field, type FormName, fieldsOf } from '../fields.ts';
import { servicesAt } from '../lookups.ts';
import { idOf, labelOf, nameOf } from '../names.ts';
import { unknownField } from '../switches.ts';
import { blockTitles } from '../titles.ts';
import type { Flow, FlowState } from '../webflow.ts';

/** Blocks of each page, and those that are folded when it opens. */
const pages: Readonly<Record<string, readonly BlockName[]>> = {
  depot: ['depot'],
  entete: ['espace', 'destinataire', 'fournisseur', 'cadre', 'references'],
  detail: ['lignes', 'tva', 'montants', 'pieces', 'commentaire'],
  fiche: ['destinataire', 'fournisseur', 'references', 'montants', 'pieces', 'commentaire'],
};
const folded: readonly BlockName[] = ['cadre', 'pieces', 'commentaire'];

interface Drawn {
  flow: Flow;
  state: FlowState;
  portal: Portal;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const screenId = (form: FormName, rest: string) => `GDP_${form === 'saisir' ? 'SaisieFacture' : 'DepotFacture'}_${rest}`;

function control(drawn: Drawn, field: Field, key: string): Markup {
  const { flow, state } = drawn;
  const id = idOf(flow.form, key, flow.switches);
  const name = nameOf('classique', flow.form, key, flow.switches);
  const value = state.values[key] ?? '';
  const wrong = state.errors.some((error) => error.includes(`« ${labelOf('classique', key, flow.switches)} »`));
  const more = wrong ? 'form-control erreur' : 'form-control';
  switch (field.kind) {
    case 'choice':
      return html`<select id="${id}" name="${name}" class="${more} select2" data-placeholder="Sélectionner"><option value=""></option>${field.options?.map(
        (option) => html`<option value="${option.value}" ${option.value === value ? 'selected' : ''}>${option.label}</option>`,
      )}</select>`;
    case 'date':
      return html`<span class="input-group"><input type="text" id="${id}" name="${name}" value="${value}" class="${more} date" maxlength="10" autocomplete="off"><span class="input-group-addon" aria-hidden="true">▦</span></span>`;
    case 'amount':
    case 'quantity':
      return html`<input type="text" id="${id}" name="${name}" value="${value}" class="${more} ${field.kind === 'amount' ? 'montant' : 'quantite'}" maxlength="20" autocomplete="off">`;
    case 'long':
      return html`<textarea id="${id}" name="${name}" class="${more}" rows="4" maxlength="${field.maxLength}">${value}</textarea>`;
    case 'check':
      return html`<input type="checkbox" id="${id}" name="${name}" value="true" ${value ? 'checked' : ''}>`;
    case 'file':
      return html`<input type="file" id="${id}" name="${name}">${
        state.files[key] ? html`<p class="help-block">Fichier joint : ${state.files[key].name}</p>` : ''
      }`;
    case 'structure':
      return html`<span class="input-group"><input type="text" id="${id}" name="${name}" value="${value}" class="${more}" maxlength="${field.maxLength}" autocomplete="off"><span class="input-group-btn"><button type="button" class="btn btn-default" id="${screenId(flow.form, 'Destinataire_BoutonRechercher')}" data-toggle="modal" data-target="#${screenId(flow.form, 'Destinataire_PopupStructure')}">Rechercher</button></span></span>`;
    case 'service':
      return html`<span class="input-group"><input type="text" id="${id}" name="${name}" value="${value}" class="${more}" readonly><span class="input-group-btn"><button type="button" class="btn btn-default" id="${screenId(flow.form, 'Destinataire_BoutonRechercherService')}" data-toggle="modal" data-target="#${screenId(flow.form, 'Destinataire_PopupService')}" ${state.recipient ? '' : 'disabled'}>Rechercher</button>${
        value ? html`<button class="btn btn-default" name="_eventId_effacerService" value="1" title="Effacer le service">×</button>` : ''
      }</span></span>`;
    default:
      return html`<input type="text" id="${id}" name="${name}" value="${value}" class="${more}" maxlength="${field.maxLength ?? 100}" autocomplete="off">`;
  }
}

function group(drawn: Drawn, field: Field, key: string): Markup {
  const { flow } = drawn;
  const id = idOf(flow.form, key, flow.switches);
  const label = labelOf('classique', key, flow.switches);
  const star = field.required ? html` <span class="obligatoire" title="Champ obligatoire">*</span>` : '';
  if (field.kind === 'check')
    return html`<div class="form-group plein"><div class="checkbox"><label for="${id}">${control(drawn, field, key)} ${label}${star}</label></div></div>`;
  return html`<div class="form-group ${field.kind === 'long' ? 'plein' : ''}" ${
    field.when ? html`data-si="${idOf(flow.form, field.when.key, flow.switches)}" data-vaut="${field.when.value}"` : ''
  }><label class="control-label" for="${id}">${label}${star}</label>${control(drawn, field, key)}</div>`;
}

const buttonWords = { lignes: 'Ajouter une ligne', tva: 'Ajouter un taux', pieces: 'Ajouter une pièce jointe' } as const;
const rowWords = { lignes: 'Ligne de poste', tva: 'Taux', pieces: 'Pièce jointe' } as const;

function rows(drawn: Drawn, block: 'lignes' | 'tva' | 'pieces'): Markup {
  const { flow, state } = drawn;
  return html`${Array.from(
    { length: state.rows[block] },
    (_, rank) =>
      html`<fieldset class="rang"><legend>${rowWords[block]} ${rank + 1}</legend><div class="grille">${fieldsOf(flow.form, block).map((field) => group(drawn, field, at(field.key, rank)))}</div></fieldset>`,
  )}<p><button class="btn btn-default" name="_eventId_ajouter_${block}" value="1" id="${screenId(flow.form, `${capital(block)}_BoutonAjouter`)}">${buttonWords[block]}</button></p>`;
}

function panel(drawn: Drawn, block: BlockName): Markup {
  const { flow, state } = drawn;
  const id = screenId(flow.form, `${capital(block)}_Panneau`);
  const wrong = fieldsOf(flow.form, block).some((field) =>
    state.errors.some((error) => error.includes(`« ${labelOf('classique', field.key, flow.switches)} »`)),
  );
  const open = !folded.includes(block) || wrong;
  const body =
    block === 'lignes' || block === 'tva' || block === 'pieces'
      ? rows(drawn, block)
      : html`<div class="grille">${fieldsOf(flow.form, block).map((field) => group(drawn, field, field.key))}${
          block === 'destinataire'
            ? html`<div class="form-group"><span class="control-label">Raison sociale</span><p class="form-control-static" id="${screenId(flow.form, 'Destinataire_RaisonSociale')}">${state.recipient?.name ?? '—'}</p></div>`
            : ''
        }${
          block === 'references' && flow.form === 'saisir'
            ? html`<div class="form-group"><span class="control-label">Numéro de facture</span><p class="form-control-static">attribué par le portail à l’envoi</p></div>`
            : ''
        }${block === 'references' && flow.switches.includes('champ-inconnu') ? strange(state) : ''}</div>`;
  return html`<div class="panel panel-default" id="${id}"><div class="panel-heading"><h2 class="panel-title"><a href="#${id}_Body" data-toggle="collapse" data-target="#${id}_Body" aria-expanded="${open ? 'true' : 'false'}">${blockTitles.classique[block]}</a></h2></div><div class="panel-collapse collapse ${open ? 'in' : ''}" id="${id}_Body"><div class="panel-body">${
    block === 'espace'
      ? html`<p>La facture sera établie par le portail d’après votre saisie. Votre accord est demandé avant l’envoi (mandat de facturation).</p>`
      : ''
  }${body}</div></div></div>`;
}

function strange(state: FlowState): Markup {
  return html`<div class="form-group"><label class="control-label" for="${unknownField.id}">${unknownField.label} <span class="obligatoire">*</span></label><select class="form-control" id="${unknownField.id}" name="${unknownField.id}"><option value=""></option>${unknownField.options.map((option) => html`<option ${option === state.extra ? 'selected' : ''}>${option}</option>`)}</select></div>`;
}

function popups(drawn: Drawn): Markup {
  const { flow, state, portal } = drawn;
  const structure = screenId(flow.form, 'Destinataire_PopupStructure');
  const service = screenId(flow.form, 'Destinataire_PopupService');
  const input = (name: string, id: string, label: string) =>
    html`<div class="form-group"><label class="control-label" for="${id}">${label}</label><input type="text" class="form-control" id="${id}" name="${name}" autocomplete="off"></div>`;
  return html`<div class="modal" id="${structure}" role="dialog" aria-modal="true" aria-labelledby="${structure}_Titre" data-recherche="structures"><div class="modal-dialog"><div class="modal-header"><button type="button" class="close" data-dismiss="modal" aria-label="Fermer">×</button><h2 id="${structure}_Titre">Rechercher une structure</h2></div><div class="modal-body"><div class="grille">
${input('listeStructures.critere.identifiant', 'GCU_RechercheStructure_Critere_Identifiant', 'Identifiant')}
${input('listeStructures.critere.raisonSociale', 'GCU_RechercheStructure_Critere_RaisonSociale', 'Raison sociale')}
${input('listeStructures.critere.ville', 'GCU_RechercheStructure_Critere_Ville', 'Code postal ou ville')}
</div><p><button type="button" class="btn btn-primary" id="GCU_RechercheStructure_BoutonRechercher">Rechercher</button></p><div class="resultats" aria-live="polite"></div></div><div class="modal-footer"><button type="button" class="btn btn-default" data-dismiss="modal">Annuler</button><button class="btn btn-primary" name="_eventId_choisirStructure" value="1" id="GCU_RechercheStructure_BoutonSelectionner" disabled>Sélectionner</button></div></div></div>
<div class="modal" id="${service}" role="dialog" aria-modal="true" aria-labelledby="${service}_Titre" data-recherche="services"><div class="modal-dialog"><div class="modal-header"><button type="button" class="close" data-dismiss="modal" aria-label="Fermer">×</button><h2 id="${service}_Titre">Rechercher un service</h2></div><div class="modal-body"><div class="grille">
${input('listeServices.critere.code', 'GCU_RechercheService_Critere_Code', 'Code du service')}
</div><p><button type="button" class="btn btn-primary" id="GCU_RechercheService_BoutonRechercher">Rechercher</button></p><div class="resultats" aria-live="polite">${
    state.recipient ? html`<p class="help-block">${servicesAt(portal, state.recipient.siret).length} service(s) actif(s).</p>` : ''
  }</div></div><div class="modal-footer"><button type="button" class="btn btn-default" data-dismiss="modal">Annuler</button><button class="btn btn-primary" name="_eventId_choisirService" value="1" id="GCU_RechercheService_BoutonSelectionner" disabled>Sélectionner</button></div></div></div>`;
}

/** The form at its present state: blocks in the documented order, popups, buttons. */
export function classiqueForm(portal: Portal, flow: Flow, state: FlowState, execution: string): Markup {
  const drawn = { flow, state, portal };
  const first = state.step === 'depot' || state.step === 'entete';
  const button = (event: string, label: string, kind: string, id: string) =>
    html`<button class="btn btn-${kind}" name="_eventId_${event}" value="1" id="${screenId(flow.form, id)}">${label}</button>`;
  return html`<h1>${flow.form === 'saisir' ? 'Saisir une facture' : 'Déposer une facture'}</h1>
<ol class="etapes"><li class="${first ? 'ici' : ''}">${flow.form === 'saisir' ? 'En-tête' : 'Dépôt du fichier'}</li><li class="${first ? '' : 'ici'}">${flow.form === 'saisir' ? 'Lignes et montants' : 'Contrôle des données'}</li></ol>
${state.errors.length > 0 ? html`<div class="alert alert-danger" role="alert"><ul>${state.errors.map((error) => html`<li>${error}</li>`)}</ul></div>` : ''}
<p class="help-block">Les champs marqués d’un <span class="obligatoire">*</span> sont obligatoires.</p>
<form method="post" action="?execution=${execution}" enctype="multipart/form-data" id="${screenId(flow.form, 'Formulaire')}" data-structure="${state.recipient?.siret ?? ''}" novalidate>
<button class="premier" name="_eventId_rafraichir" value="1" tabindex="-1" aria-hidden="true"></button>
${(pages[state.step] ?? []).map((block) => panel(drawn, block))}
${state.step === 'entete' || state.step === 'fiche' ? popups(drawn) : ''}
<div class="boutons">${
    first
      ? button('continuer', 'Continuer', 'primary', 'BoutonContinuer')
      : html`${button('retour', 'Précédent', 'default', 'BoutonPrecedent')}${button('enregistrer', 'Enregistrer', 'default', 'BoutonEnregistrer')}${button('envoyer', 'Valider et envoyer', 'primary', 'BoutonValiderEnvoyer')}`
  }</div>
</form>`;
}
