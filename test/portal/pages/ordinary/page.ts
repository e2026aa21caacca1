import { html } from 'hono/html';
import type { Markup } from '../../page-invoice.ts';
import { type OrdinaryField, type OrdinaryForm, ordinaryForms } from './forms.ts';

function input([label, type, name, more]: OrdinaryField, id: string, extra: { placeholder?: boolean; aria?: boolean }): Markup {
  const aria = extra.aria ? html`aria-label="${label}"` : '';
  const placeholder = extra.placeholder ? html`placeholder="${label}"` : '';
  if (type === 'select')
    return html`<select id="${id}" name="${name}" ${extra.placeholder ? html`aria-label="${label}"` : aria}><option value=""></option>${(Array.isArray(more) ? (more as string[]) : []).map((option) => html`<option>${option}</option>`)}</select>`;
  if (type === 'textarea') return html`<textarea id="${id}" name="${name}" rows="3" ${placeholder} ${aria}></textarea>`;
  if (type === 'radio') return html`<input type="radio" id="${id}" name="${name}" value="${String(more)}">`;
  return html`<input type="${type}" id="${id}" name="${name}" ${placeholder} ${aria}>`;
}

function group(style: OrdinaryForm['style'], field: OrdinaryField, id: string): Markup {
  const [label, type] = field;
  const small = type === 'checkbox' || type === 'radio';
  if (small) return html`<p class="petit"><label>${input(field, id, {})} ${label}</label></p>`;
  switch (style) {
    case 'for':
      return html`<p><label for="${id}">${label}</label>${input(field, id, {})}</p>`;
    case 'wrapped':
      return html`<p><label>${label} ${input(field, id, {})}</label></p>`;
    case 'placeholder':
      return html`<p>${input(field, id, { placeholder: true })}</p>`;
    case 'aria':
      return html`<p>${input(field, id, { aria: true })}</p>`;
    default:
      return html`<tr><td>${label}</td><td>${input(field, id, {})}</td></tr>`;
  }
}

/** One of the twenty: its own site, its own way of naming its fields. */
export function ordinaryPage(name: string, form: OrdinaryForm): Markup {
  return html`<header class="site">${form.site}</header><main class="feuille"><h1>${form.title}</h1>
<form method="post" action="recu">${form.sections.map(([legend, ...list], section) => {
    const groups = list.map((field, rank) => group(form.style, field, `${name}-${section}-${rank}`));
    return html`<fieldset>${legend ? html`<legend>${legend}</legend>` : ''}${form.style === 'table' ? html`<table>${groups}</table>` : groups}</fieldset>`;
  })}<p><button type="submit">${form.button}</button></p></form></main>`;
}

export function ordinaryIndex(): Markup {
  return html`<header class="site">Vingt formulaires ordinaires</header><main class="feuille"><p>Aucun n’est le portail : l’extension ne doit rien y remplir.</p><ol>${Object.entries(
    ordinaryForms,
  ).map(([name, form]) => html`<li><a href="${name}">${form.title}</a> (${form.site})</li>`)}</ol></main>`;
}
