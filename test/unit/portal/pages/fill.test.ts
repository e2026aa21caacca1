import { describe, expect, test } from 'vitest';
import { Filler } from '../../../../lib/portal/pages/run.ts';
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

describe('a plain form', () => {
  test('every field holds the value of the draft', async () => {
    const page = pageOf(plainForm);
    const report = await new Filler(page, requestFor('02-plombier-deux-taux')).fill();
    console.log(report.verdict, report.evidence, report.ms);
    for (const step of report.steps) console.log(step.id, step.outcome, '|', step.label, '|', step.value);
    expect(report.verdict).toBe('form');
  });
});
