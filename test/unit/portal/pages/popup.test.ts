// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { showsNobody } from '../../../../lib/portal/pages/popup.ts';

/** A number read from the file and never looked up stands beside an empty name. */
describe('the name beside a number', () => {
  const seen = (name: string, more = '') => {
    document.body.innerHTML = `<section><h2>Destinataire</h2>
      <div><label for="s">Identifiant (SIRET)</label><input id="s" value="21990471100013"><button>Rechercher</button></div>
      <div><label>Code service</label><input value="TECH"></div>
      <div><span>Raison sociale</span><p>${name}</p></div>${more}</section>`;
    return showsNobody(document.getElementById('s') as HTMLElement);
  };

  it.each(['', '—', ' - ', '…'])('%j designates nobody', (name) => expect(seen(name)).toBe(true));
  it('a name designates somebody', () => expect(seen('Commune de Plouessai')).toBe(false));
  it('two names, or a field to type one in, tell nothing', () => {
    expect(seen('', '<div><span>Raison sociale</span><p></p></div>')).toBe(false);
    document.body.innerHTML = '<div><input id="s"><div><span>Raison sociale</span><input></div></div>';
    expect(showsNobody(document.getElementById('s') as HTMLElement)).toBe(false);
  });
  it('a number and its search button alone in their cell designate nobody; a name beside them, somebody', () => {
    const cell = (name: string) => {
      document.body.innerHTML = `<table><tr><td>N° SIRET * :</td><td><input id="s" value="21990471100013"><input type="button" id="b" value="...">${name}</td></tr></table>`;
      return showsNobody(document.getElementById('s') as HTMLElement, document.getElementById('b'));
    };
    expect(cell('')).toBe(true);
    expect(cell(' <b>Commune de Plouessai</b>')).toBe(false);
  });
  it('no place for a name tells nothing', () => {
    document.body.innerHTML = '<div><label>SIRET</label><input id="s"></div>';
    expect(showsNobody(document.getElementById('s') as HTMLElement)).toBe(false);
  });
});
