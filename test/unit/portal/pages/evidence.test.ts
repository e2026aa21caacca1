import { describe, expect, it } from 'vitest';
import { evidenceOf, type Shown } from '../../../../lib/portal/pages/evidence.ts';
import { practiceOrigin } from '../../../../lib/portal/pages/practice.ts';

const page = (part: Partial<Shown>): Shown => ({ title: '', heads: '', text: '', password: false, ...part });

describe('what a page shows', () => {
  it('claims to be the portal: its title, a heading, the name of a picture, with a password asked for', () => {
    for (const part of [
      { title: 'Connexion - Chorus Pro' },
      { heads: 'Bienvenue\nCHORUS  PRO' },
      { heads: ' chorus-pro.svg' },
      { heads: 'Ｃｈｏｒｕｓ Ｐｒｏ' },
    ])
      expect(evidenceOf([page({ ...part, password: true })])).toBe('claims');
    expect(evidenceOf([page({ heads: 'Сhorus Рro', password: true })]), 'in another alphabet').toBe('claims');
  });
  it('counts all frames together: kits put the form in one', () => {
    expect(evidenceOf([page({ title: 'Chorus Pro' }), page({ password: true })])).toBe('claims');
  });
  it('only mentions it: said more softly', () => {
    expect(evidenceOf([page({ text: 'Mot de passe technique de Chorus Pro', password: true })])).toBe('mentions');
  });
  it('is nothing without a password, or without the name', () => {
    expect(evidenceOf([page({ title: 'Chorus Pro expliqué', heads: 'Chorus Pro' })])).toBeNull();
    expect(evidenceOf([page({ title: 'Connexion', text: 'Le chorus progresse', password: true })])).toBeNull();
    expect(evidenceOf([])).toBeNull();
  });
});

describe('the address of a practice portal', () => {
  it.each([
    ['http://localhost:4173', 'http://localhost:4173'],
    [' localhost:4173/entrainement/ ', 'http://localhost:4173'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['coursier.exemple.fr/portail?x=1#y', 'https://coursier.exemple.fr'],
  ])('%s', (typed, origin) => expect(practiceOrigin(typed)).toEqual({ origin }));
  it.each([
    ['', 'empty'],
    ['pas une adresse', 'not-an-address'],
    ['ftp://exemple.fr', 'not-an-address'],
    ['serveur', 'not-an-address'],
    ['http://exemple.fr', 'plain'],
    ['https://portail.chorus-pro.gouv.fr', 'portal'],
    ['https://chorus-pro.gouv.fr/qualif/', 'portal'],
    ['https://portail-chorus-pro.fr', 'imitation'],
  ])('refuses « %s »', (typed, fault) => expect(practiceOrigin(typed)).toEqual({ fault }));
});
