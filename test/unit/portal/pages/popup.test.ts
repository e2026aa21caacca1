// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { PlanStep } from '../../../../lib/portal/pages/model.ts';
import { searchesLeft, searchInWindow, showsNobody } from '../../../../lib/portal/pages/popup.ts';

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

describe('a window that searches by itself when it opens', () => {
  const step: PlanStep = { key: 'serviceCode', values: ['COMPTA'], kind: 'code' } as PlanStep;

  /** Lists its results at once unless it is told not to, and again `late` milliseconds after « Rechercher ». */
  function open(late: number, itself = true): { opener: HTMLElement; chosen: () => string } {
    document.body.innerHTML = `<input id="s" readonly><button id="b">Rechercher</button>
      <div id="w" role="dialog" style="display:none"><label for="c">Code service</label><input id="c" type="text"><button id="r">Rechercher</button>
      <table><tbody id="t"></tbody></table><button id="v">Sélectionner</button></div>`;
    const $ = (id: string) => document.getElementById(id) as HTMLElement;
    const list = () => {
      $('t').innerHTML = '<tr><td><input type="radio" name="selection" value="COMPTA"></td><td>COMPTA</td><td>Comptabilité</td></tr>';
    };
    $('b').onclick = () => {
      $('w').style.display = 'block';
      if (itself) list();
    };
    $('r').onclick = () => setTimeout(list, late);
    let chosen = '';
    $('v').onclick = () => {
      chosen = document.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value ?? 'nothing';
      $('w').style.display = 'none';
    };
    return { opener: $('b'), chosen: () => chosen };
  }

  it('waits for a portal that takes its time', async () => {
    const { opener, chosen } = open(3_500, false);
    expect(await searchInWindow('serviceCode', opener, step, document)).toBe(true);
    expect(chosen()).toBe('COMPTA');
  });

  it.each([0, 1, 5, 40])('chooses what it lists in the end, results coming %i ms late', async (late) => {
    const { opener, chosen } = open(late);
    expect(await searchInWindow('serviceCode', opener, step, document)).toBe(true);
    expect(chosen()).toBe('COMPTA');
  });
});

it('a service is searched for before its recipient is searched for again, and nothing a fourth time', () => {
  expect(searchesLeft(new Set(['buyer.siret'])).map(({ mark }) => mark)).toEqual(['serviceCode', 'seller.siret', 'buyer.siret/again']);
  const asked = new Set(['buyer.siret', 'buyer.siret/again', 'buyer.siret/last', 'serviceCode']);
  expect(searchesLeft(asked)).toEqual([
    { key: 'seller.siret', mark: 'seller.siret' },
    { key: 'serviceCode', mark: 'serviceCode/again' },
  ]);
});
