import $ from 'jquery';
import 'select2/dist/css/select2.min.css';
import select2 from 'select2';
import { renamed } from '../switches.ts';

/** Page script of the classique build, in the manner of the old application: jQuery, collapses, modal popups, select2, fields rewritten on blur. */
// Its CommonJS face is a function that plugs it into a jQuery; its types know the plugged one alone.
(select2 as unknown as (root: Window, jquery: typeof $) => void)(window, $);
const trials = (document.body.dataset.essai ?? '').split(' ');

const words = { noResults: () => 'Aucun résultat', searching: () => 'Recherche…' };
const enhance = () => $('select.select2').select2({ language: words, width: '100%', allowClear: true });

function complain(input: Element, text: string): void {
  $(input).closest('.form-group').find('.message-champ').remove();
  $(input).toggleClass('erreur', text !== '');
  if (text) $('<p class="message-champ" role="alert"></p>').text(text).appendTo($(input).closest('.form-group'));
}

/** "1/2/26", "01-02-2026" → "01/02/2026"; what is no date is erased. */
function date(input: HTMLInputElement): void {
  const spelled = input.value.trim();
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(spelled);
  if (spelled === '') {
    complain(input, '');
    return;
  }
  if (!match || Number(match[1]) > 31 || Number(match[2]) > 12) {
    input.value = '';
    complain(input, 'Format attendu : jj/mm/aaaa');
    return;
  }
  const [, day = '', month = '', year = ''] = match;
  input.value = `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year.length === 2 ? `20${year}` : year}`;
  complain(input, '');
}

/** "1234.5" → "1 234,50"; more decimals are kept. */
function amount(input: HTMLInputElement, decimals: number): void {
  const plain = input.value.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (plain === '') {
    complain(input, '');
    return;
  }
  if (!/^-?\d+(\.\d+)?$/.test(plain)) {
    input.value = '';
    complain(input, 'Ce n’est pas un montant');
    return;
  }
  const [, fraction = ''] = plain.split('.');
  const [whole = '', rest = ''] = Number(plain).toFixed(Math.max(decimals, fraction.length)).split('.');
  input.value = `${whole.replace(/\B(?=(\d{3})+$)/g, ' ')}${rest ? `,${rest}` : ''}`;
  complain(input, '');
}

function conditional(): void {
  $('[data-si]').each((_, group) => {
    const select = document.getElementById(group.dataset.si ?? '') as HTMLSelectElement | null;
    $(group).toggle(select?.value === group.dataset.vaut);
  });
}

interface Row {
  value: string;
  cells: string[];
}

function results(modal: JQuery, titles: string[], rows: Row[]): void {
  const box = modal.find('.resultats').empty();
  if (rows.length === 0) {
    $('<p class="help-block"></p>').text('Aucun résultat.').appendTo(box);
    return;
  }
  const table = $('<table class="table"><thead><tr><th></th></tr></thead><tbody></tbody></table>').appendTo(box);
  for (const title of titles) $('<th scope="col"></th>').text(title).appendTo(table.find('thead tr'));
  for (const [rank, row] of rows.entries()) {
    const line = $('<tr></tr>').appendTo(table.find('tbody'));
    $('<input type="radio" name="selection">')
      .attr({ id: `selection${rank}`, value: row.value, 'aria-label': `Sélectionner ${row.cells[0]}` })
      .appendTo($('<td></td>').appendTo(line));
    for (const cell of row.cells)
      $('<td></td>')
        .append($('<label></label>').attr('for', `selection${rank}`).text(cell))
        .appendTo(line);
  }
}

function search(modal: JQuery): void {
  const of = (name: string) => String(modal.find(`[name="${name}"]`).val() ?? '');
  modal.find('[name^="_eventId_"]').prop('disabled', true);
  if (modal.data('recherche') === 'structures') {
    const query = {
      siret: of('listeStructures.critere.identifiant'),
      nom: of('listeStructures.critere.raisonSociale'),
      ville: of('listeStructures.critere.ville'),
    };
    $.getJSON('../donnees/structures', query, (found: { siret: string; name: string; town: string }[]) =>
      results(
        modal,
        ['Identifiant', 'Raison sociale', 'Ville'],
        found.map((one) => ({ value: one.siret, cells: [one.siret, one.name, one.town] })),
      ),
    );
  } else {
    const query = { siret: $('form[data-structure]').data('structure'), code: of('listeServices.critere.code') };
    $.getJSON('../donnees/services', query, (found: { code: string; name: string }[]) =>
      results(
        modal,
        ['Code', 'Libellé'],
        found.map((one) => ({ value: one.code, cells: [one.code, one.name] })),
      ),
    );
  }
}

$(() => {
  enhance();
  conditional();
  $(document).on('click', '[data-toggle="collapse"]', function (event) {
    event.preventDefault();
    const body = $(String($(this).data('target')));
    body.toggleClass('in');
    $(this).attr('aria-expanded', String(body.hasClass('in')));
  });
  $(document).on('click', '[data-toggle="modal"]', function () {
    const modal = $(String($(this).data('target'))).addClass('in');
    const typed = $(this).closest('.input-group').find('input').val();
    if (modal.data('recherche') === 'structures')
      modal
        .find('[name="listeStructures.critere.identifiant"]')
        .val(String(typed ?? ''))
        .trigger('focus');
    else search(modal);
  });
  $(document).on('click', '[data-dismiss="modal"]', function () {
    $(this).closest('.modal').removeClass('in');
  });
  $(document).on('keydown', (event) => {
    if (event.key === 'Escape') $('.modal').removeClass('in');
  });
  $('.modal .modal-body').on('click', '.btn-primary', function () {
    search($(this).closest('.modal'));
  });
  $('.modal').on('keydown', 'input[type=text]', function (event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    search($(this).closest('.modal'));
  });
  $('.modal').on('change', 'input[name=selection]', function () {
    $(this).closest('.modal').find('[name^="_eventId_"]').prop('disabled', false);
  });
  $(document).on('blur', 'input.date', function () {
    date(this as HTMLInputElement);
  });
  $(document).on('blur', 'input.montant', function () {
    amount(this as HTMLInputElement, 2);
  });
  $(document).on('change', 'select', conditional);
  // The reformatting of a field that lost its focus long ago, as a slow page does.
  $(document).on('change', 'input.montant', function () {
    if (trials.includes('valeurs-changees')) setTimeout(() => amount(this as HTMLInputElement, 3), 400);
  });
  if (trials.includes('valeurs-changees'))
    $(document).one('change', `[name$="numeroBonCommande"], [name="${renamed['references.engagement']?.id}"]`, function () {
      setTimeout(() => $(this).val(''), 400);
    });
  if (trials.includes('champ-refuse'))
    $(document).on('change blur', '[name$="numeroMarche"]', function () {
      if ($(this).val() === '') return;
      $(this).val('');
      complain(this, 'Marché inconnu pour ce destinataire');
    });
});
