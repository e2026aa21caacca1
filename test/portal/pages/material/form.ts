import { checkSiret, findServices, findStructures, readPdf, type Service, submitInvoice, trials } from '../browser.ts';
import { at, type BlockName, defaults, type Field, type FormName, fieldsOf, type RepeatedBlock, repeatedBlocks } from '../fields.ts';
import { labelOf } from '../names.ts';
import { type SwitchName, unknownField } from '../switches.ts';
import { blockTitles } from '../titles.ts';
import { amountIn, frenchAmount, type Values } from '../values.ts';
import { AppLookup, type AppSelect, AppUpload, type Control, type ControlOptions } from './controls.ts';
import { h, sheetOf } from './dom.ts';
import { doneCard } from './space.ts';
import { cardCss, formCss } from './style.ts';

const switches = trials as SwitchName[];
const label = (key: string) => labelOf('material', key, switches);
const LATE_MS = 400;
/** Drawn as radio buttons. */
const radios = ['depot.format', 'references.type', 'references.typeTva'];

const blocks: Readonly<Record<FormName, readonly BlockName[]>> = {
  saisir: ['espace', 'destinataire', 'fournisseur', 'cadre', 'references', 'lignes', 'tva', 'montants', 'pieces', 'commentaire'],
  deposer: ['depot', 'destinataire', 'fournisseur', 'references', 'montants', 'pieces', 'commentaire'],
};

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Numbers are wanted as the French write them; a point is refused, after a moment. */
async function numberWords(value: string): Promise<string> {
  await wait(120);
  return /^-?\d{1,3}([ \u00a0\u202f]?\d{3})*(,\d+)?$/.test(value.trim()) ? '' : 'Nombre attendu, avec une virgule (1234,56)';
}

const cardSheet = sheetOf(cardCss);

/** A card whose content is slotted. */
export class AppCard extends HTMLElement {
  titled(title: string): this {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [cardSheet];
    root.append(h('section', {}, h('h2', {}, title), h('slot')));
    return this;
  }
}

export class AppInvoice extends HTMLElement {
  private readonly root = this.attachShadow({ mode: 'open' });
  private form: FormName = 'saisir';
  private values: Values = {};
  private readonly files: Record<string, File> = {};
  private readonly controls = new Map<string, Control>();
  private readonly rows: Record<RepeatedBlock, number> = { lignes: 1, tva: 1, pieces: 1 };
  private readonly errors = h('div', { class: 'errors', role: 'alert' });
  private readonly rest = h('div');
  private unknown = '';
  private erased = false;

  open(form: FormName): this {
    this.form = form;
    this.values = { ...defaults[form] };
    this.root.adoptedStyleSheets = [sheetOf(formCss)];
    const [first, ...others] = blocks[form];
    this.rest.replaceChildren();
    this.root.replaceChildren(h('h1', {}, form === 'saisir' ? 'Saisir une facture' : 'Déposer une facture'), this.errors);
    if (first) this.root.append(this.card(first), this.rest);
    if (form === 'saisir') this.unfold(others);
    return this;
  }

  /** All that follows the first card; for a deposit, once the file was read. */
  private unfold(names: readonly BlockName[]): void {
    this.rest.replaceChildren(
      ...names.map((name) => this.card(name)),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'button', class: 'stroked', onclick: () => this.send('brouillon') }, 'Enregistrer'),
        h('button', { type: 'button', class: 'raised', onclick: () => this.send('envoi') }, 'Valider et envoyer'),
      ),
    );
  }

  private card(name: BlockName): HTMLElement {
    const repeated = repeatedBlocks.find((one) => one === name);
    const card = (document.createElement('app-card') as AppCard).titled(blockTitles.material[name]);
    if (!repeated) {
      const grid = h('div', { class: 'grid' }, ...fieldsOf(this.form, name).map((field) => this.control(field, field.key)));
      if (name === 'references' && switches.includes('champ-inconnu')) grid.append(this.strange());
      card.append(grid);
      return card;
    }
    const row = (rank: number) =>
      h('div', { class: 'grid row' }, ...fieldsOf(this.form, name).map((field) => this.control(field, at(field.key, rank))));
    const add = h(
      'button',
      {
        type: 'button',
        class: 'stroked',
        onclick: () => {
          if (repeated === 'lignes') this.values[at('lignes[].numero', this.rows.lignes)] = String(this.rows.lignes + 1);
          add.before(row(this.rows[repeated]++));
        },
      },
      { lignes: 'Ajouter un poste', tva: 'Ajouter un taux', pieces: 'Ajouter une pièce' }[repeated],
    );
    card.append(row(0), add);
    return card;
  }

  private control(field: Field, key: string): Control {
    const tags: Partial<Record<Field['kind'], string>> = {
      choice: radios.includes(key) ? 'app-radio' : 'app-select',
      service: 'app-select',
      structure: 'app-lookup',
      date: 'app-date',
      long: 'app-textarea',
      check: 'app-checkbox',
      file: 'app-upload',
    };
    const control = document.createElement(tags[field.kind] ?? 'app-input') as Control;
    const number = field.kind === 'amount' || field.kind === 'quantity';
    const given: ControlOptions = {
      label: label(key),
      required: field.required,
      value: this.values[key] ?? '',
      maxLength: field.maxLength,
      options: field.options ?? [],
      onValue: (value) => this.put(key, value),
      check: number ? numberWords : field.kind === 'structure' ? (value) => this.checkStructure(value) : undefined,
    };
    control.setup(given);
    if (control instanceof AppUpload) control.onFile = (file) => this.take(key, file);
    if (control instanceof AppLookup)
      control.find = async (words) =>
        /^[\d\s]{14,}$/.test(words)
          ? []
          : (await findStructures(words)).map((one) => ({ value: one.siret, label: `${one.siret} ${one.name}, ${one.town}` }));
    if (field.when) control.hidden = this.values[field.when.key] !== field.when.value;
    if (field.kind === 'long' || field.kind === 'check') control.classList.add('wide');
    this.controls.set(key, control);
    return control;
  }

  private strange(): Control {
    const select = document.createElement('app-select') as AppSelect;
    return select.setup({
      label: unknownField.label,
      required: true,
      value: '',
      options: unknownField.options.map((option) => ({ value: option, label: option })),
      onValue: (value) => {
        this.unknown = value;
      },
    });
  }

  private async checkStructure(value: string): Promise<string> {
    const siret = value.replace(/\s/g, '');
    const control = this.controls.get('destinataire.siret');
    control?.say('');
    if (!/^\d{14}$/.test(siret)) return 'Un SIRET a 14 chiffres';
    const name = await checkSiret(siret);
    if (!name) return 'Aucune structure active ne porte ce SIRET';
    control?.say(name);
    this.serviceOf(siret, await findServices(siret));
    return '';
  }

  /** A list when the structure's services can be listed; else a code to type, which the server checks. */
  private serviceOf(siret: string, services: readonly Service[]): void {
    const key = 'destinataire.service';
    const former = this.controls.get(key);
    const listed = services.length > 0;
    if (listed && !services.some((one) => one.code === this.values[key])) delete this.values[key];
    const made = document.createElement(listed ? 'app-select' : 'app-lookup') as AppSelect | AppLookup;
    made.setup({
      label: label(key),
      value: this.values[key] ?? '',
      options: services.map((one) => ({ value: one.code, label: `${one.code} (${one.name})` })),
      onValue: (value) => this.put(key, value),
      check: listed
        ? undefined
        : async (value) => ((await findServices(siret, value)).some((one) => one.code === value.trim()) ? '' : 'Code inconnu de cette structure'),
    });
    if (made instanceof AppLookup)
      made.find = async (words) => (await findServices(siret, words)).map((one) => ({ value: one.code, label: `${one.code} (${one.name})` }));
    former?.replaceWith(made);
    this.controls.set(key, made);
  }

  private put(key: string, value: string): void {
    if (value === '') delete this.values[key];
    else this.values[key] = key === 'destinataire.siret' ? value.replace(/\s/g, '') : value;
    for (const field of fieldsOf(this.form, 'references')) {
      const control = this.controls.get(field.key);
      if (field.when && control) control.hidden = this.values[field.when.key] !== field.when.value;
    }
    if (switches.includes('champ-refuse') && key === 'references.marche' && value)
      setTimeout(() => {
        this.show(key, '');
        this.controls.get(key)?.refuse('Marché inconnu pour ce destinataire');
      }, LATE_MS);
    if (switches.includes('valeurs-changees')) this.later(key);
  }

  private later(key: string): void {
    setTimeout(() => {
      const number = amountIn(this.values[key] ?? '');
      if (/^montants\.|prixUnitaire|base|montant$/.test(key) && number !== null) this.show(key, frenchAmount(number));
      if (key !== 'references.engagement' || this.erased) return;
      this.erased = true;
      this.show(key, '');
    }, LATE_MS);
  }

  private show(key: string, value: string): void {
    if (value === '') delete this.values[key];
    else this.values[key] = value;
    this.controls.get(key)?.show(value);
  }

  private async take(key: string, file: File): Promise<void> {
    this.files[key] = file;
    if (key !== 'depot.fichier') return;
    if (this.values['depot.format'] === 'XML') {
      // a flow has nothing but its file
      this.unfold([]);
      return;
    }
    const answer = await readPdf(file);
    if ('refus' in answer) {
      this.complain(answer.refus);
      return;
    }
    this.complain([]);
    this.values = { ...this.values, ...answer.valeurs };
    this.unfold(blocks[this.form].slice(1));
    const siret = this.values['destinataire.siret'];
    if (siret) this.controls.get('destinataire.siret')?.refuse(await this.checkStructure(siret));
  }

  private complain(errors: readonly string[]): void {
    this.errors.replaceChildren(...errors.map((error) => h('p', {}, error)));
    if (errors.length > 0) window.scrollTo(0, 0);
  }

  private async send(action: 'brouillon' | 'envoi'): Promise<void> {
    await Promise.all([...this.controls.values()].map((control) => control.settled));
    const answer = await submitInvoice('material', this.form, action, this.values, this.files, this.unknown);
    if ('refus' in answer) this.complain(answer.refus);
    else {
      this.root.replaceChildren(doneCard(answer));
      window.scrollTo(0, 0);
    }
  }
}
