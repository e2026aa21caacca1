import { goesOn } from './buttons.ts';
import type { Chosen } from './choose.ts';
import type { Control } from './controls.ts';
import { isShown, visit } from './dom.ts';
import { type Candidate, controlFor } from './find.ts';
import { type Outcome, type PlanStep, type StepReport, stepId } from './model.ts';
import { rowsOf } from './rows.ts';
import type { Scene } from './scene.ts';
import { shownBy } from './shown.ts';

/** What the filling tells of each step, from what was done and what the page holds at the end. */

/** A control and the name it goes by. */
export interface Named {
  control: Control;
  label: string;
}

export interface Done extends Named {
  outcome: Outcome;
  /** Milliseconds since the filling began. */
  ms: number;
  said?: string;
}

type Doings = ReadonlyMap<string, Done>;

/** The form that is typed line by line: the portal numbers and dates it itself. */
export const isTyped = (candidates: readonly Candidate[]): boolean => candidates.some(({ ranked }) => ranked[0]?.key.startsWith('lines.'));

/** Its list had no such value: the field beside it takes what is typed. */
export function hasFailed(done: Doings, key: string, row: number | undefined): boolean {
  const outcome = done.get(stepId({ key, ...(row === undefined ? {} : { row }) }))?.outcome;
  return outcome === 'refused' || outcome === 'ambiguous';
}

/** Chosen in a window: its button stands for it. */
export function isWindowed({ element, type }: Control): boolean {
  return type === 'combobox' && element.getAttribute('role') !== 'combobox' && element.localName !== 'input';
}

const isRight = (outcome: Outcome | undefined) => outcome === 'filled' || outcome === 'already-right';

/** A step that the form has no place for is left out. `isPlaced`: did a page before take the file of that field? `ms`: since the beginning. */
export function told(
  steps: readonly PlanStep[],
  scene: Scene,
  candidates: readonly Candidate[],
  done: Doings,
  isPlaced: (key: string) => boolean,
  ms: number,
): StepReport[] {
  const further = scene.buttons.some(({ element, text }) => goesOn(text) && isShown(element));
  const groups = { 'lines.': rowsOf(candidates, 'line').length > 0, 'vatBreakdown.': rowsOf(candidates, 'vat').length > 0 };
  const isEntry = groups['lines.'] || isTyped(candidates);
  return steps.flatMap((step): StepReport[] => {
    const id = stepId(step);
    const known = done.get(id);
    const instead = steps.find((one) => one.unless === step.key && one.row === step.row);
    if (instead && hasFailed(done, step.key, step.row) && isRight(done.get(stepId(instead))?.outcome)) return [];
    if (known) {
      const { outcome, label, control, said } = known;
      const value = isWindowed(control) ? (step.values[0] ?? '') : shownBy(control);
      return [{ id, outcome, label, value, ms: known.ms, ...(said ? { said } : {}) }];
    }
    const byPortal = isEntry && (step.key === 'invoiceNumber' || step.key === 'issueDate');
    const state = controlFor(step.key, candidates);
    const prefix = step.row === undefined ? null : step.key.startsWith('lines.') ? 'lines.' : 'vatBreakdown.';
    if (state.state === 'none' && (step.optional || step.unless || byPortal)) return [];
    if (prefix && (step.optional || !groups[prefix]) && !further) return [];
    if (step.unless && (done.has(step.unless) || isPlaced(step.unless))) return [];
    const outcome: Outcome = state.state === 'ambiguous' && step.row === undefined ? 'ambiguous' : further ? 'waiting' : 'not-found';
    if (step.optional && outcome !== 'ambiguous') return [];
    const label = state.state === 'ambiguous' ? state.candidates.map((candidate) => candidate.label).join(' / ') : '';
    return [{ id, outcome, label, value: '', ms: Math.round(ms) }];
  });
}

export function outcomeOf(chosen: Chosen, control: Control): Outcome {
  switch (chosen) {
    case 'done':
      return 'filled';
    case 'right':
      return 'already-right';
    case 'several':
      return 'ambiguous';
    case 'refused':
      return 'refused';
    default:
      // not in its list: the list may come yet, or holds another's things
      return hasNothing(control) ? 'waiting' : shownBy(control) === '' ? 'refused' : 'differs';
  }
}

function hasNothing({ type, element }: Control): boolean {
  return type === 'select' && [...(element as HTMLSelectElement).options].filter(({ value }) => value !== '').length === 0;
}

/** Does the page show that it works on something? */
export function isBusy(page: Document): boolean {
  let busy = false;
  visit(page, (element) => {
    if (
      element.getAttribute('aria-busy') === 'true' ||
      /\b(spinner|loading|loader|chargement|progress)\b/i.test(element.className) ||
      element.localName === 'progress'
    )
      busy ||= isShown(element);
    return !busy;
  });
  return busy;
}
