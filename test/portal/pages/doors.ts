import type { Context } from 'hono';
import type { Markup } from '../page-invoice.ts';
import type { Portal, TrainingInvoice } from '../state.ts';
import { classiqueForm } from './classique/page.ts';
import {
  classiqueDetail,
  classiqueFrame,
  classiqueHome,
  classiqueList,
  classiqueSaved,
  classiqueSent,
  classiqueSentFlow,
} from './classique/space.ts';
import type { Deposited, DepositedFlow, Draft } from './desk.ts';
import { layout } from './layout.ts';
import type { RenderedBuild } from './names.ts';
import type { SwitchName } from './switches.ts';
import { tableauForm } from './tableau/page.ts';
import { tableauDetail, tableauHome, tableauInside, tableauList, tableauSaved, tableauSent, tableauSentFlow } from './tableau/space.ts';
import type { Flow, FlowState } from './webflow.ts';

/** How a build rendered by the server draws the same conversation. */
export interface Door {
  /** First part of its addresses. */
  called: string;
  build: RenderedBuild;
  /** Before the names of its pages: those of the tableau build live in a frame. */
  prefix: string;
  name: string;
  show(c: Context, here: string, title: string, body: Markup, trials?: readonly SwitchName[]): Response | Promise<Response>;
  home(): Markup;
  list(invoices: readonly TrainingInvoice[], drafts: readonly Draft[]): Markup;
  detail(invoice: TrainingInvoice): Markup;
  form(portal: Portal, flow: Flow, state: FlowState, execution: string): Markup;
  sent(invoice: Deposited): Markup;
  sentFlow(flow: DepositedFlow): Markup;
  saved(): Markup;
}

/** « imitation » is the phishing copy: the same pages, which say that they are Chorus Pro. */
export function classiqueDoor(called: 'classique' | 'imitation'): Door {
  const name = called === 'imitation' ? 'Chorus Pro' : 'Portail d’entraînement';
  return {
    called,
    build: 'classique',
    prefix: '',
    name,
    show: (c, here, title, body, trials = []) =>
      c.html(layout({ title: `${title} - ${name}`, style: 'classique', client: 'classique', trials }, classiqueFrame(here, body, name))),
    home: classiqueHome,
    list: classiqueList,
    detail: classiqueDetail,
    form: classiqueForm,
    sent: classiqueSent,
    sentFlow: classiqueSentFlow,
    saved: classiqueSaved,
  };
}

export const tableauDoor: Door = {
  called: 'tableau',
  build: 'tableau',
  prefix: 'f-',
  name: 'Portail d’entraînement',
  show: (c, _, title, body, trials = []) =>
    c.html(layout({ title, style: 'tableau', client: 'tableau', bodyClass: 'dedans', framed: true, trials }, tableauInside(body))),
  home: tableauHome,
  list: tableauList,
  detail: tableauDetail,
  form: (_, flow, state, execution) => tableauForm(flow, state, execution),
  sent: tableauSent,
  sentFlow: tableauSentFlow,
  saved: tableauSaved,
};
