import { describe, expect, test } from 'vitest';
import { Filler } from '../../../../lib/portal/pages/run.ts';
import { Touches } from '../../../../lib/portal/pages/touches.ts';
import { pageOf, requestFor } from './form.ts';

const input = (label: string, id: string, more = '') => `<div class="form-group"><label for="${id}">${label}</label><input id="${id}" ${more}></div>`;

const plainForm = `<!doctype html><title>Chorus Pro - Saisir une facture</title><h1>Saisir une facture</h1><form>
<fieldset><legend>Destinataire</legend>${input('SIRET *', 'd1')}${input('Code service', 'd2')}</fieldset>
<fieldset><legend>Fournisseur</legend>${input('SIRET', 'f1')}${input('Service', 'f2')}
<label>Coordonnées bancaires <select id="bank"><option value=""></option><option value="1">FR76 3000 6000 0112 3456 7890 189</option></select></label></fieldset>
<fieldset><legend>Cadre de facturation</legend><label for="cadre">Cadre de facturation</label><select id="cadre"><option value="">Choisir</option><option value="A1">A1 - Dépôt par un fournisseur d'une facture</option><option value="A2">A2 - Dépôt par un fournisseur d'une facture déjà payée</option><option value="A9">A9 - Dépôt par un sous-traitant d'une facture</option></select></fieldset>
<fieldset><legend>Références</legend>${input("N° d'engagement juridique", 'ej')}${input('Numéro de marché', 'marche')}${input('Numéro de facture', 'num')}${input('Date de la facture', 'date', 'placeholder="jj/mm/aaaa"')}
<fieldset><legend>Type de facture</legend><label><input type="radio" name="type" value="F"> Facture</label><label><input type="radio" name="type" value="A"> Avoir</label></fieldset>
<label for="tva">Type de TVA</label><select id="tva"><option></option><option>TVA sur les débits</option><option>TVA sur les encaissements</option><option>Exonération</option><option>Sans TVA</option></select>
<label for="mode">Mode de règlement</label><select id="mode"><option></option><option>Virement</option><option>Chèque</option></select></fieldset>
<fieldset><legend>Lignes de poste</legend><table><thead><tr><th>Désignation</th><th>Quantité</th><th>Unité</th><th>PU HT</th><th>Taux de TVA</th></tr></thead>
<tbody id="lines"><tr><td><input></td><td><input></td><td><input></td><td><input></td><td><select><option></option><option>20 %</option><option>10 %</option><option>5,5 %</option></select></td></tr>
<tr><td><input></td><td><input></td><td><input></td><td><input></td><td><select><option></option><option>20 %</option><option>10 %</option><option>5,5 %</option></select></td></tr>
<tr><td><input></td><td><input></td><td><input></td><td><input></td><td><select><option></option><option>20 %</option><option>10 %</option><option>5,5 %</option></select></td></tr></tbody></table></fieldset>
<fieldset><legend>Récapitulatif TVA</legend><table><tr><td>Taux</td><td>Base HT</td><td>Montant TVA</td></tr><tr><td><input></td><td><input></td><td><input></td></tr><tr><td><input></td><td><input></td><td><input></td></tr></table></fieldset>
<fieldset><legend>Montants</legend>${input('Montant HT', 'ht')}${input('Montant TVA', 'mtva')}${input('Montant TTC', 'ttc')}${input('Remise', 'rem')}${input('Montant à payer', 'net')}</fieldset>
<fieldset><legend>Commentaire</legend><textarea id="com"></textarea></fieldset>
<button>Enregistrer</button><button>Valider et envoyer</button></form>`;

const shownIn = (page: Document, id: string) => (page.getElementById(id) as HTMLInputElement).value;
const outcomesOf = (steps: readonly { id: string; outcome: string }[]) => Object.fromEntries(steps.map(({ id, outcome }) => [id, outcome]));

describe('a plain form', () => {
  test('every field holds the value of the draft, and a line without a row is told', async () => {
    const page = pageOf(plainForm);
    const report = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(report.verdict).toBe('form');
    const wrong = report.steps.filter(({ outcome, id }) => outcome !== 'filled' && !id.startsWith('lines.3.'));
    expect(wrong).toEqual([]);
    expect(report.steps.filter(({ id }) => id.startsWith('lines.3.')).map(({ outcome }) => outcome)).toEqual(Array(4).fill('not-found'));
    expect(shownIn(page, 'd1')).toBe('21590032500014');
    expect(shownIn(page, 'f1')).toBe('48217365500010');
    expect(shownIn(page, 'f2')).toBe('');
    expect(shownIn(page, 'date')).toBe('16/11/2026');
    expect(shownIn(page, 'ttc')).toBe('1623,71');
    expect(shownIn(page, 'rem')).toBe('');
  });

  test('filled twice, it is right already', async () => {
    const page = pageOf(plainForm);
    await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    const { steps } = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(new Set(steps.filter(({ id }) => !id.startsWith('lines.3.')).map(({ outcome }) => outcome))).toEqual(new Set(['already-right']));
  });

  test('what stood there before is told, not replaced, unless the user agrees', async () => {
    const page = pageOf(plainForm);
    (page.getElementById('ej') as HTMLInputElement).value = 'MON-EJ';
    const { steps } = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(outcomesOf(steps).engagementNumber).toBe('differs');
    expect(shownIn(page, 'ej')).toBe('MON-EJ');
    const forced = await new Filler(page, requestFor('02-plombier-deux-taux', { force: ['engagementNumber'] })).fill();
    expect(outcomesOf(forced.steps).engagementNumber).toBe('filled');
    expect(shownIn(page, 'ej')).toBe('ENG-2026-3317');
  });

  test('what the page itself brought since, read late from the file, is replaced; what a hand wrote meanwhile is not', async () => {
    const page = pageOf(plainForm);
    const late = (id: string) => {
      const group = page.getElementById(id)?.parentElement as HTMLElement;
      const place = group.parentElement as HTMLElement;
      group.remove();
      return (value: string) => {
        place.append(group);
        (page.getElementById(id) as HTMLInputElement).value = value;
      };
    };
    const [number, engagement] = [late('num'), late('ej')];
    const touches = new Touches(page);
    const filler = new Filler(page, requestFor('02-plombier-deux-taux'), touches);
    await filler.fill();
    number('SARL');
    engagement('MON-EJ');
    touches.wasTouched = ({ element }) => element.id === 'ej';
    const { steps } = await filler.fill();
    expect(shownIn(page, 'num')).toBe(requestFor('02-plombier-deux-taux').plan.steps.find(({ key }) => key === 'invoiceNumber')?.values[0]);
    expect(shownIn(page, 'ej')).toBe('MON-EJ');
    expect([outcomesOf(steps).invoiceNumber, outcomesOf(steps).engagementNumber]).toEqual(['filled', 'differs']);
  });

  test('traps, read-only and disabled fields are left alone', async () => {
    const trap = `<div style="display:none"><label for="hp">Numéro de facture</label><input id="hp"></div>`;
    const page = pageOf(
      plainForm.replace('<fieldset><legend>Références', `${trap}<fieldset><legend>Références`).replace('id="marche"', 'id="marche" readonly'),
    );
    const { steps } = await new Filler(page, requestFor('51-numero-de-marche-seul')).fill();
    expect(shownIn(page, 'hp')).toBe('');
    expect(shownIn(page, 'marche')).toBe('');
    expect(outcomesOf(steps).contractNumber).toBe('not-found');
    expect(outcomesOf(steps).invoiceNumber).toBe('filled');
  });

  test('two fields that could be it are told as such, and neither is written', async () => {
    const page = pageOf(plainForm.replace('<fieldset><legend>Lignes', `${input("Numéro d'engagement", 'ej2')}<fieldset><legend>Lignes`));
    const { steps } = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(outcomesOf(steps).engagementNumber).toBe('ambiguous');
    expect([shownIn(page, 'ej'), shownIn(page, 'ej2')]).toEqual(['', '']);
  });

  test('rows are added by the page’s own button, never more than lines', async () => {
    const page = pageOf(plainForm.replace('</tbody></table>', '</tbody></table><button type="button" id="add">Ajouter une ligne</button>'));
    page.getElementById('add')?.addEventListener('click', () => {
      const row = page.querySelector('#lines tr:last-child')?.cloneNode(true);
      if (row) page.getElementById('lines')?.append(row);
    });
    const { steps } = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(page.querySelectorAll('#lines tr')).toHaveLength(4);
    expect(steps.filter(({ outcome }) => outcome !== 'filled')).toEqual([]);
  });

  test('the buttons that save and send are never pressed', async () => {
    const page = pageOf(plainForm);
    const pressed: string[] = [];
    page.addEventListener('click', (event) => pressed.push((event.target as Element).textContent ?? ''));
    await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(pressed.filter((text) => /Enregistrer|Valider/.test(text))).toEqual([]);
  });
});

describe('pages where nothing may be written', () => {
  const values = (page: Document) => [...page.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join('');
  const editor = `<title>Nouvelle facture - FactuFacile</title><h1>Nouvelle facture</h1><fieldset><legend>Client</legend>${input('Client', 'c')}${input('SIRET', 's')}${input('Date d’échéance', 'e')}</fieldset>
    <fieldset><legend>Chorus Pro</legend>${input('Code service', 'cs')}${input("N° d'engagement", 'ej')}${input('Numéro de marché', 'm')}<label for="cf">Cadre de facturation</label><select id="cf"><option></option><option>A1 - Facture fournisseur</option></select></fieldset>
    ${input('Numéro de facture', 'n')}${input('Date de facture', 'd')}${input('Total HT', 'ht')}${input('Total TTC', 'ttc')}<button>Enregistrer le brouillon</button><button>Envoyer vers Chorus Pro</button>`;
  const search = `<h1>Rechercher des factures</h1><fieldset><legend>Critères de recherche</legend>${input('Numéro de facture', 'n')}${input('SIRET destinataire', 's')}${input("Numéro d'engagement", 'ej')}${input('Code service', 'c')}<label>État<select><option></option></select></label></fieldset><button>Rechercher</button>`;

  test.each([
    ['an editor of a billing tool with options for Chorus Pro', editor],
    ['the portal’s own search', search],
    ['a newsletter', `<h1>Lettre d’information</h1>${input('E-mail', 'e')}<button>S’inscrire</button>`],
    [
      'a shop',
      `<h1>Votre panier</h1>${input('Nom', 'n')}${input('Adresse de livraison', 'a')}${input('Numéro de commande', 'c')}<button>Commander</button>`,
    ],
  ])('%s', async (_, html) => {
    const page = pageOf(html);
    const report = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    expect(report.verdict).toBe('not-a-form');
    expect(new Set(report.steps.map(({ outcome }) => outcome))).toEqual(new Set(['not-found']));
    expect(values(page)).toBe('');
  });

  test('a login page, even with the whole form on it', async () => {
    const page = pageOf(`${plainForm}<input type="password">`);
    expect((await new Filler(page, requestFor('02-plombier-deux-taux')).fill()).verdict).toBe('login');
    expect(values(page)).toBe('FA');
  });

  test.each(['https://portail.chorus-pro.gouv.fr.exemple.net/saisir', 'https://chorus-pro-gouv.fr/saisir', 'http://127.0.0.1:4173/saisir'])(
    'the very form at %s',
    async (url) => {
      const page = pageOf(plainForm, url);
      const report = await new Filler(page, requestFor('02-plombier-deux-taux', { origin: new URL(url).origin })).fill();
      expect(report.verdict).toBe('wrong-site');
      expect(values(page)).toBe('FA');
    },
  );
});
