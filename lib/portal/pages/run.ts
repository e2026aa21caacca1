import { nextTask, settled, until } from './act.ts';
import { openBlock } from './blocks.ts';
import { goesOn } from './buttons.ts';
import { choose, saysChoice } from './choose.ts';
import { type Control, isOpen, isVisible } from './controls.ts';
import { isShown } from './dom.ts';
import { placeFile } from './files.ts';
import { type Candidate, candidatesIn, controlFor } from './find.ts';
import { Departure, framesSettled, isAlive } from './frames.ts';
import { isInner, isThePortal } from './guard.ts';
import { type FillReport, type FillRequest, type Outcome, type PlanStep, type StepReport, stepId, type Verdict } from './model.ts';
import { searcherFor, searchesLeft, searchInWindow, showsNobody } from './popup.ts';
import { type Evidence, evidenceIn } from './recognise.ts';
import { adderFor, addRows, type Row, rowsOf } from './rows.ts';
import { type Scene, sceneOf } from './scene.ts';
import { isBlank, isSame, shownBy } from './shown.ts';
import { taughtIn } from './teach.ts';
import { type Done, hasFailed, isBusy, isTyped, isWindowed, type Named, outcomeOf, told } from './telling.ts';
import { Touches } from './touches.ts';
import { Redrawn } from './watch.ts';
import { type Words, wordsFor } from './words.ts';
import { longestOf, write } from './write.ts';

/** How long a page may take to become a form, in milliseconds, and how long what was asked of it (services of a structure) may take to come. */
const FORM_COMES = 2_500;
const MOST = 12_000;
const LATE_PARTS = 700;
/** How long the portal may read a file, when it shows that it works and when it shows nothing. */
const READING = 10_000;
const QUICK_READING = 1_200;
/** How often a value is written into one field before it is said that the page does not keep it. */
const MOST_TRIES = 3;
/** Evidence that is enough on a page that follows the form's first. */
const ENOUGH_NEXT = 1.5;

/**
 * Carries a plan out on the page, and again when the page changes: what was done stays known, what the user typed stays his. It decides nothing about the
 * invoice; it finds, writes, looks whether the page kept it, and tells.
 */
export class Filler {
  private readonly page: Document;
  private readonly touches: Touches;
  private readonly done = new Map<string, Done>();
  /** How often each step was written: a page that wipes it every time does not want it. */
  private readonly tries = new Map<string, number>();
  private readonly opened = new Set<HTMLElement>();
  private readonly asked = new Set<string>();
  private readonly onAsked: (mark: string) => void;
  private readonly words: Words;
  private redrawn: Redrawn | null = null;
  private read = false;
  private departure: Departure | null = null;
  private begun = 0;
  private accepted = false;
  private evidence: Evidence = { weight: 0, strong: 0, enough: false };
  private running: Promise<FillReport> | null = null;
  request: FillRequest;

  /** `onAsked`: told before a button is pressed that may bring another page. */
  constructor(page: Document, request: FillRequest, touches = new Touches(page), onAsked: (mark: string) => void = () => undefined) {
    this.page = page;
    this.request = request;
    this.touches = touches;
    this.words = wordsFor(request.plan.catalogue);
    this.onAsked = onAsked;
    for (const mark of request.asked) this.asked.add(mark);
  }

  private ask(mark: string): void {
    this.asked.add(mark);
    this.onAsked(mark);
  }

  /** One filling at a time; who asks during it gets the same report. */
  fill(onStep: (report: StepReport) => void = () => undefined): Promise<FillReport> {
    this.running ??= this.run(onStep).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  get isRunning(): boolean {
    return this.running !== null;
  }

  private isAllowed(): boolean {
    return isThePortal(this.page, this.request.origin, this.request.practice);
  }

  private async run(onStep: (report: StepReport) => void): Promise<FillReport> {
    this.begun = performance.now();
    if (isInner(this.page)) return this.report('inner-frame', []);
    if (!this.isAllowed()) return this.report('wrong-site', []);
    const verdict = await this.recognise();
    if (verdict !== 'form') return this.report(verdict, []);
    this.touches.start();
    this.touches.look(sceneOf(this.page).controls);
    const redrawn = new Redrawn(this.page);
    const departure = new Departure(this.page);
    this.redrawn = redrawn;
    this.departure = departure;
    try {
      const stopped = await this.rounds(redrawn, departure, onStep);
      if (stopped) return this.report(stopped, []);
    } finally {
      redrawn.stop();
      departure.stop();
    }
    await this.verify();
    const scene = sceneOf(this.page);
    return this.report(
      'form',
      told(this.request.plan.steps, scene, candidatesIn(scene, this.words), this.done, this.isPlaced, performance.now() - this.begun),
    );
  }

  /** Fills, asks, adds and opens until nothing is left to do on this page; tells what ended it before. */
  private async rounds(redrawn: Redrawn, departure: Departure, onStep: (report: StepReport) => void): Promise<'wrong-site' | 'login' | null> {
    let late = false;
    for (let round = 0; performance.now() - this.begun < MOST && round < 40; round++) {
      if (!this.isAllowed()) return 'wrong-site';
      await framesSettled(this.page);
      redrawn.take();
      const scene = sceneOf(this.page);
      if (scene.login) return 'login';
      const candidates = taughtIn(candidatesIn(scene, this.words), this.request.plan.taught, this.request.origin);
      const acted =
        (await this.fillSingles(candidates, onStep)) ||
        (await this.fillRows(candidates, scene, onStep)) ||
        (await this.askWindows(candidates, scene)) ||
        (await this.openOne(candidates));
      await departure.passed();
      if (acted) continue;
      const awaits = this.awaits(candidates, scene);
      // The portal reads the file and fills what it has read: it takes its time.
      if (!this.read && this.done.get('file')?.outcome === 'filled' && awaits) {
        this.read = true;
        if (await until(() => redrawn.take(), isBusy(this.page) ? READING : QUICK_READING)) continue;
      }
      // What was typed may bring more: the services of a structure, a block that depends on a choice.
      if (!late && awaits && round > 0) {
        late = true;
        if (await settled(this.page, 120, LATE_PARTS)) continue;
      }
      break;
    }
    return null;
  }

  /** Waits a moment for the page to be a form; tells what it is otherwise. */
  private async recognise(): Promise<Verdict> {
    if (this.accepted) return 'form';
    let verdict = 'not-a-form' as Verdict;
    const look = () => {
      const scene = sceneOf(this.page);
      verdict = scene.login ? 'login' : 'not-a-form';
      if (scene.login) return true;
      this.evidence = evidenceIn(scene, candidatesIn(scene, this.words), this.words);
      const enough = this.evidence.enough || (this.request.goesOn && this.evidence.weight >= ENOUGH_NEXT);
      if (enough) verdict = 'form';
      return enough;
    };
    if (!look()) {
      for (let waited = performance.now(); performance.now() - waited < FORM_COMES; ) {
        if (!(await settled(this.page, 100, 300)) && this.page.readyState === 'complete' && performance.now() - waited > 600) break;
        if (look()) break;
      }
    }
    this.accepted = verdict === 'form';
    return verdict;
  }

  private async fillSingles(all: readonly Candidate[], onStep: (report: StepReport) => void): Promise<boolean> {
    const usable = all.filter(({ visible, open }) => visible && open);
    let acted = false;
    for (const step of this.request.plan.steps) {
      if (step.row !== undefined) continue;
      const id = stepId(step);
      const known = this.done.get(id);
      if (known && isAlive(known.control.element)) continue;
      if (step.unless && (this.isPlaced(step.unless) || controlFor(step.unless, usable).state === 'found')) continue;
      const found = controlFor(step.key, usable);
      if (found.state === 'found') {
        const before = known?.outcome;
        await this.one(step, found.candidate, onStep);
        if (before === undefined && this.done.get(id)?.outcome === 'filled') acted = true;
        if (!isAlive(found.candidate.control.element)) return true;
        if (before === undefined && this.done.get(id)?.outcome === 'filled' && mayRedraw(step)) {
          await nextTask();
          if (await framesSettled(this.page)) return true;
          if (this.redrawn?.take()) return true;
        }
        continue;
      }
      // shown, and not to be written: right already, or somebody else's affair
      const closed = controlFor(
        step.key,
        all.filter(({ visible, open }) => visible && !open),
      );
      if (closed.state === 'found' && this.isRight(step, closed.candidate.control)) this.note(step, closed.candidate, 'already-right', onStep);
    }
    return acted;
  }

  /** Did a page of this form take the file in that field? */
  private readonly isPlaced = (key: string): boolean => this.asked.has(placedMark(key));

  private isRight(step: PlanStep, control: Control): boolean {
    const choices = this.words.byKey.get(step.key)?.choices;
    if (control.type === 'select' || control.type === 'radio' || control.type === 'toggle' || control.type === 'combobox') {
      if (saysChoice(control, step, choices)) return true;
      return control.type === 'combobox' && !step.choice && isSame(step.kind, shownBy(control), step);
    }
    if (control.type === 'file') return shownBy(control) !== '' && step.values.includes(shownBy(control));
    return isSame(step.kind, shownBy(control), step, longestOf(control.element));
  }

  private note(step: PlanStep, { control, label }: Named, outcome: Outcome, onStep: (report: StepReport) => void, said = ''): void {
    const id = stepId(step);
    const ms = Math.round(performance.now() - this.begun);
    this.done.set(id, { outcome, control, label, ms, ...(said ? { said } : {}) });
    onStep({ id, outcome, label, value: shownBy(control), ms, ...(said ? { said } : {}) });
  }

  /** Is what stands there the page's own, free to be replaced? */
  private isFree(step: PlanStep, control: Control): boolean {
    if (this.request.force.includes(stepId(step))) return true;
    const shown = shownBy(control);
    if (isBlank(step.kind, shown)) return true;
    if (this.request.users.includes(stepId(step))) return false;
    if (this.request.fresh && !this.touches.wasTouched(control)) return true;
    return !this.touches.isUsers(control, step);
  }

  /** Steps whose field the user wrote into since. */
  usersSteps(): string[] {
    return [...this.done].filter(([, { control }]) => this.touches.wasTouched(control)).map(([id]) => id);
  }

  private async one(step: PlanStep, candidate: Named, onStep: (report: StepReport) => void): Promise<void> {
    const { control } = candidate;
    if (this.isRight(step, control))
      return this.note(
        step,
        candidate,
        this.touches.isOurs(control) || this.done.get(stepId(step))?.outcome === 'filled' ? 'filled' : 'already-right',
        onStep,
      );
    if (!this.isFree(step, control)) return this.note(step, candidate, 'differs', onStep);
    if (!this.isAllowed() || !isVisible(control) || !isOpen(control)) return;
    const tries = this.tries.get(stepId(step)) ?? 0;
    if (tries >= MOST_TRIES && control.type !== 'file' && !this.touches.wasTouched(control)) return this.note(step, candidate, 'refused', onStep);
    this.tries.set(stepId(step), tries + 1);
    this.touches.ours(control);
    if (control.type === 'file') {
      const { file } = this.request;
      if (!file) return;
      const placed = await placeFile(control, file);
      // a later page may have a field for papers that go along: the invoice is not one of them
      if (placed) this.ask(placedMark(step.key));
      return this.note(step, candidate, placed ? 'filled' : 'refused', onStep);
    }
    const field = this.words.byKey.get(step.key);
    if (control.type === 'select' || control.type === 'radio' || control.type === 'toggle' || control.type === 'combobox') {
      const chosen = await choose(control, step, field?.choices);
      if (chosen === 'none' && control.type === 'combobox' && control.element.localName === 'input' && !step.choice) {
        const written = await write(control, step, candidate.label);
        return this.note(step, candidate, written.state === 'done' ? 'filled' : 'refused', onStep);
      }
      return this.note(step, candidate, outcomeOf(chosen, control), onStep);
    }
    const written = await write(control, step, candidate.label);
    this.note(step, candidate, written.state === 'done' ? 'filled' : 'refused', onStep, written.said ?? '');
  }

  private async fillRows(candidates: readonly Candidate[], scene: Scene, onStep: (report: StepReport) => void): Promise<boolean> {
    for (const group of ['line', 'vat'] as const) {
      const wanted = this.request.plan.rows[group];
      if (wanted === 0) continue;
      let rows = rowsOf(candidates, group);
      // once more at most: a page that was on its way may not have heard the first press
      const first = `add/${group}/${rows.length}`;
      const mark = this.asked.has(first) ? `${first}/again` : first;
      if (rows.length < wanted && !this.asked.has(mark) && this.isAllowed()) {
        // The page may be adding a row by itself, for a rate that a line has just got.
        if (group === 'vat' && (await settled(this.page, 40, 250))) return true;
        this.ask(mark);
        const adder = adderFor(scene, rows, group, this.words);
        if (adder) {
          // One at first, to see what it does; the others once it is known to add a row.
          await addRows(this.page, adder, 1, group);
          await this.departure?.passed();
          const after = rowsOf(candidatesIn(sceneOf(this.page), this.words), group);
          if (after.length > rows.length && after.length < wanted) {
            this.ask(`add/${group}/${after.length}`);
            if (after.length === rows.length + 1)
              await addRows(this.page, adderFor(sceneOf(this.page), after, group, this.words) ?? adder, wanted - after.length, group);
          }
          return true;
        }
      }
      rows = rowsOf(candidates, group);
      if (await this.fillRowsOf(rows, group, onStep)) return true;
      // what the lines brought about is looked at before the rates
    }
    return false;
  }

  private async fillRowsOf(rows: readonly Row[], group: 'line' | 'vat', onStep: (report: StepReport) => void): Promise<boolean> {
    const prefix = group === 'line' ? 'lines.' : 'vatBreakdown.';
    const places = group === 'vat' ? this.placesByRate(rows) : null;
    let wrote = false;
    for (const step of this.request.plan.steps) {
      if (step.row === undefined || !step.key.startsWith(prefix)) continue;
      const known = this.done.get(stepId(step));
      if (known && isAlive(known.control.element)) continue;
      const row = rows[places?.get(step.row) ?? step.row];
      if (!row) continue;
      if (step.unless && row.fields.get(step.unless) && !hasFailed(this.done, step.unless, step.row)) continue;
      const candidate = row.fields.get(step.key);
      if (!candidate) continue;
      if (!candidate.open) {
        if (this.isRight(step, candidate.control)) this.note(step, candidate, 'already-right', onStep);
        continue;
      }
      await this.one(step, candidate, onStep);
      wrote ||= this.done.get(stepId(step))?.outcome === 'filled';
      if (!isAlive(candidate.control.element)) return true;
    }
    return wrote;
  }

  /** The page may list its rates in its own order, filled already: each of ours goes beside its own. */
  private placesByRate(rows: readonly Row[]): Map<number, number> | null {
    const places = new Map<number, number>();
    for (const step of this.request.plan.steps) {
      if (step.key !== 'vatBreakdown.*.rate' || step.row === undefined) continue;
      const at = rows.findIndex((row) => {
        const control = row.fields.get('vatBreakdown.*.rate')?.control;
        if (control) return !isBlank('code', shownBy(control)) && this.isRight(step, control);
        return false;
      });
      if (at >= 0) places.set(step.row, at);
    }
    const taken = new Set(places.values());
    if (taken.size === 0) return null;
    let next = 0;
    for (let row = 0; row < this.request.plan.rows.vat; row++) {
      if (places.has(row)) continue;
      while (taken.has(next)) next++;
      places.set(row, next);
      taken.add(next);
    }
    return places;
  }

  /** Structures and services that are searched for: beside the field, or in a window of their own. */
  private async askWindows(candidates: readonly Candidate[], scene: Scene): Promise<boolean> {
    for (const { key, mark } of searchesLeft(this.asked)) {
      const step = this.request.plan.steps.find((one) => one.key === key);
      if (!step || !this.isAllowed()) continue;
      const known = this.done.get(key);
      const found = controlFor(
        key,
        candidates.filter(({ visible }) => visible),
      );
      const candidate = found.state === 'found' ? found.candidate : null;
      // read from the file, typed, or forgotten: the number stands there, and the page knows nobody by it
      const nobody =
        key === 'buyer.siret' &&
        known !== undefined &&
        candidate?.open === true &&
        showsNobody(candidate.control.element, searcherFor(key, scene, candidate, this.words));
      const wantsService = key === 'buyer.siret' && this.request.plan.steps.some((one) => one.key === 'serviceCode') && !this.done.has('serviceCode');
      if (mark !== key && !nobody && (key === 'seller.siret' || this.done.has('serviceCode') || (key === 'buyer.siret' && !wantsService))) continue;
      if (known && known.outcome !== 'filled' && !nobody && !(wantsService && known.outcome === 'already-right')) continue;
      if (known?.outcome === 'filled' && candidate && !candidate.open) continue;
      if (!known && candidate && (candidate.open || shownBy(candidate.control) !== '')) continue;
      if (key === 'seller.siret' && !candidate) continue;
      const opener = searcherFor(key, scene, candidate, this.words);
      if (!opener) continue;
      this.ask(mark);
      const chosen = await searchInWindow(key, opener, step, this.page);
      if (chosen && !known) {
        const after = controlFor(
          key,
          candidatesIn(sceneOf(this.page), this.words).filter(({ visible }) => visible),
        );
        const windowed: Named = { control: { type: 'combobox', element: opener, widget: null, members: [opener] }, label: '' };
        this.note(step, after.state === 'found' ? after.candidate : windowed, 'filled', () => undefined);
      }
      return true;
    }
    return false;
  }

  private async openOne(candidates: readonly Candidate[]): Promise<boolean> {
    if (!this.lacks() || !this.isAllowed()) return false;
    const wanted = new Set(this.request.plan.steps.filter((step) => !this.done.has(stepId(step))).map(({ key }) => key));
    const hidden = candidates.filter(({ visible, ranked }) => !visible && ranked[0] && wanted.has(ranked[0].key));
    return openBlock(this.page, hidden, this.words, this.opened);
  }

  /** May something still come on this very page? What stands on a further one, or in the other of the portal's two forms, does not. */
  private awaits(candidates: readonly Candidate[], { buttons }: Scene): boolean {
    const further = buttons.some(({ element, text }) => goesOn(text) && isShown(element));
    const isEntry = isTyped(candidates);
    const isDeposit = !isEntry && (this.done.has('file') || this.done.has('invoiceNumber'));
    return this.request.plan.steps.some((step) => {
      if (step.optional || this.done.has(stepId(step))) return false;
      // services come once their structure is chosen, on the same page
      if (step.key === 'serviceCode') return this.done.has('buyer.siret') || !further;
      if (step.row !== undefined && isDeposit) return false;
      return !further && !(isEntry && (step.key === 'invoiceNumber' || step.key === 'issueDate'));
    });
  }

  private lacks(): boolean {
    return this.request.plan.steps.some((step) => !step.optional && !this.done.has(stepId(step)));
  }

  /** What the page changed after it was written is written once more; what means the same is right. */
  private async verify(): Promise<void> {
    await settled(this.page, 30, 150);
    for (const step of this.request.plan.steps) {
      const known = this.done.get(stepId(step));
      if (known?.outcome !== 'filled' || known.control.type === 'file' || !isAlive(known.control.element)) continue;
      if (!isVisible(known.control) || this.isRight(step, known.control) || isWindowed(known.control)) continue;
      if (this.touches.wasTouched(known.control)) continue;
      await this.one(step, known, () => undefined);
      await nextTask();
      const again = this.done.get(stepId(step));
      if (again && !this.isRight(step, again.control)) this.done.set(stepId(step), { ...again, outcome: 'refused' });
    }
  }

  private report(verdict: Verdict, steps: StepReport[]): FillReport {
    const ms = Math.round(performance.now() - this.begun);
    const none =
      verdict === 'form' || verdict === 'inner-frame'
        ? steps
        : this.request.plan.steps
            .filter(({ optional }) => !optional)
            .map((step): StepReport => ({ id: stepId(step), outcome: 'not-found', label: '', value: '', ms }));
    return { verdict, evidence: this.evidence.weight, steps: none, ms };
  }

  /** The control that a step was written into, to be shown to the user. */
  placeOf(id: string): HTMLElement | null {
    const control = this.done.get(id)?.control;
    return control ? (control.widget ?? control.element) : null;
  }
}

const placedMark = (key: string) => `placed/${key}`;

/** Choices after which a page of this kind draws itself anew. */
function mayRedraw({ key }: PlanStep): boolean {
  return (
    key === 'buyer.siret' ||
    key === 'depositFormat' ||
    key === 'framework' ||
    key === 'seller.siret' ||
    key === 'file' ||
    key === 'kind' ||
    key === 'vatType'
  );
}
