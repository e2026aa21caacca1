import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { stepId } from '../portal/pages/model.ts';
import { planOf } from '../portal/pages/plan.ts';
import type { MadeFile } from './api.ts';
import type { Bench } from './bench.ts';
import { fileStem } from './file-names.ts';
import { FillSession } from './filling.ts';

/** The portal's forms in the tab beside the panel (`lib/portal/pages`). */
export interface Forms {
  /** Prepares an invoice for a tab; nothing is touched before `start()`. Faults 'not-ready' without a browser around or for an invoice that left. */
  session(id: string, tabId: number): Promise<FillSession>;
}

export function formCases({ platform, need, settings }: Bench, compose: (id: string) => Promise<MadeFile[]>): Forms {
  return {
    async session(id, tabId) {
      const { tabs } = platform;
      if (!tabs) throw new Fault('not-ready', 'no browser around');
      const dossier = await need(id);
      const invoice = complete(dossier.invoice);
      const name = `${fileStem(invoice)}.pdf`;
      const plan = planOf(invoice, name);
      const wanted = new Map(plan.steps.map((step) => [stepId(step), spoken(step, plan)] as const));
      // made at once, so that it is there when the user presses the button
      const making = compose(id).then(([pdf]) => (pdf ? { name, type: 'application/pdf', bytes: pdf.bytes } : null));
      making.catch(() => undefined);
      return new FillSession({ tabs, tabId, plan, wanted, file: () => making, practice: (await settings()).practice });
    },
  };
}

/** A value as the user would type or read it: a choice by its first long spelling. */
function spoken(step: ReturnType<typeof planOf>['steps'][number], { catalogue }: ReturnType<typeof planOf>): string {
  if (!step.choice) return step.values[0] ?? '';
  const choice = catalogue.fields.find(({ key }) => key === step.key)?.choices?.find(({ code }) => code === step.choice);
  return choice?.spellings.find((spelling) => spelling.length > 3) ?? step.choice;
}
