import { type Answer, type Lists, lists } from '../browser.ts';
import { h, sheetOf } from './dom.ts';
import type { AppCard } from './form.ts';
import { formCss } from './style.ts';

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const day = (iso: string) => (iso.split(' ')[0] ?? '').split('-').reverse().join('/');

const card = (title: string, ...children: (Node | string | null)[]): HTMLElement => {
  const made = (document.createElement('app-card') as AppCard).titled(title);
  made.append(...children.filter((child): child is Node | string => child !== null));
  return made;
};

export function doneCard(answer: Exclude<Answer, { refus: string[] }>): HTMLElement {
  if ('brouillon' in answer) return card('Brouillon enregistré', h('p', {}, 'La facture est gardée à l’état Brouillon.'));
  if ('flux' in answer) return card('Fichier transmis', h('p', {}, `Flux ${answer.flux}, en attente de traitement.`));
  const { numero, date, etat, empreinte } = answer.facture;
  const line = (term: string, value: string) => h('p', { class: 'fact' }, h('span', {}, term), h('b', {}, value));
  return card(
    'Votre facture est déposée',
    line('Numéro de la facture', numero),
    line('Date de dépôt', day(date)),
    line('État', etat),
    line('Empreinte du certificat', empreinte),
  );
}

export function homeCard(): HTMLElement {
  const link = (page: string, word: string) => h('p', {}, h('a', { href: page }, word));
  return card(
    'Factures émises',
    link('saisir', 'Saisir une facture'),
    link('deposer', 'Déposer une facture'),
    link('factures', 'Rechercher / Synthèse'),
  );
}

/** Cards, one an invoice: a list without any table. */
export class AppList extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(formCss)];
    root.append(h('h1', {}, 'Synthèse des factures émises'));
    lists().then((known) => root.append(...this.cards(known)));
  }

  private cards({ factures, brouillons }: Lists): HTMLElement[] {
    const one = (title: string, state: string, facts: [string, string][], more: HTMLElement | null = null) =>
      card(
        title,
        h('p', { class: 'chip' }, state),
        h('div', { class: 'facts' }, ...facts.map(([term, value]) => h('p', { class: 'fact' }, h('span', {}, term), h('b', {}, value)))),
        more,
      );
    return [
      ...factures.map((facture) => {
        const history = h(
          'ol',
          { hidden: true },
          ...facture.historique.map((step) =>
            h('li', {}, `${step.etat}, ${day(step.le)} ${step.le.split(' ')[1] ?? ''}${step.commentaire ? ` : ${step.commentaire}` : ''}`),
          ),
        );
        const button = h(
          'button',
          {
            type: 'button',
            class: 'stroked',
            onclick: () => {
              history.hidden = !history.hidden;
            },
          },
          'Historique',
        );
        return one(
          `${facture.type} ${facture.numero}`,
          facture.etat,
          [
            ['Destinataire', facture.destinataire],
            ['Date d’émission', day(facture.date)],
            ['Date de dépôt', day(facture.depot)],
            ['Total toutes taxes comprises', euros.format(facture.ttc)],
          ],
          h('div', {}, button, history),
        );
      }),
      ...brouillons.map((draft) =>
        one(`Facture ${draft.numero || 'sans numéro'}`, 'Brouillon', [
          ['Destinataire', draft.siret],
          ['Total toutes taxes comprises', draft.ttc],
        ]),
      ),
    ];
  }
}
