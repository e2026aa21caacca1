import { defineControls } from './controls.ts';
import { h, sheetOf } from './dom.ts';
import { AppCard, AppInvoice } from './form.ts';
import { AppList, homeCard } from './space.ts';
import { rootCss } from './style.ts';

const words = { accueil: 'Accueil', saisir: 'Saisir une facture', deposer: 'Déposer une facture', factures: 'Synthèse' };

/** The whole application in one shadow root, whose parts have their own. */
class AppRoot extends HTMLElement {
  connectedCallback(): void {
    const place = location.pathname.split('/').pop() ?? '';
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(rootCss)];
    const invoice = () => document.createElement('app-invoice') as AppInvoice;
    root.append(
      h(
        'header',
        {},
        h('b', {}, 'Portail d’entraînement'),
        h(
          'nav',
          { 'aria-label': 'Factures émises' },
          ...Object.entries(words).map(([page, word]) => h('a', { href: page, 'aria-current': page === place ? 'page' : undefined }, word)),
        ),
      ),
      h(
        'main',
        {},
        place === 'saisir' || place === 'deposer' ? invoice().open(place) : place === 'factures' ? document.createElement('app-list') : homeCard(),
      ),
    );
  }
}

defineControls();
customElements.define('app-card', AppCard);
customElements.define('app-list', AppList);
customElements.define('app-invoice', AppInvoice);
customElements.define('app-root', AppRoot);
