import * as z from 'zod/mini';
import type { Tab, Tabs } from '../platform/tabs.ts';
import type { Environment } from '../portal/environment.ts';
import type { FillPlan, FillReport, FillRequest, Outcome, PlanFile, StepReport, Verdict } from '../portal/pages/model.ts';
import { stepId } from '../portal/pages/model.ts';
import { AnsweredReport, AnsweredStep } from '../portal/pages/protocol.ts';
import { isPortal, siteOf } from '../portal/pages/sites.ts';

/** One field of the plan and what became of it on the pages so far. */
export interface FillRow {
  id: string;
  /** What it should hold, as the user would type it. */
  wanted: string;
  /** null until the page was asked. */
  outcome: Outcome | null;
  label: string;
  value: string;
  ms: number;
  said: string;
}

/** `other-portal`: a portal, and not the one this invoice is for. `no-access`: the browser lets us into no frame of this tab. `gone`: the tab was closed. The rest is the script's own verdict. */
export type FillTrouble = '' | Exclude<Verdict, 'form' | 'inner-frame'> | 'other-portal' | 'no-access' | 'gone';

export interface FillState {
  phase: 'idle' | 'filling' | 'filled';
  trouble: FillTrouble;
  rows: readonly FillRow[];
  /** From the order to the last field, milliseconds. */
  ms: number;
  pressed: Pressed;
}

export interface FillingParts {
  tabs: Tabs;
  tabId: number;
  plan: FillPlan;
  /** What each field should hold, in words. */
  wanted: ReadonlyMap<string, string>;
  /** Made on first use: the PDF takes a moment. */
  file(): Promise<PlanFile | null>;
  /** The portal that this invoice is for: no other one's pages are filled, nor listened to. */
  environment: Environment;
  practice: readonly string[];
}

/** Pages that may come one after the other by what the filling presses, and how long one may take, in milliseconds. */
const MOST_TURNS = 150;
const PAGE_COMES = 20_000;
/** How often a form opened anew by the user is searched and given its rows again without his asking: a page that reloads by itself must not go on for ever. */
const MOST_RENEWALS = 5;

/** What the user pressed at the end of the form: the button that sends, or the one that only keeps a draft. */
export type Pressed = 'send' | 'draft' | null;

/** How good an outcome is: of two frames, or two pages, the better word stands. */
const worth: Readonly<Record<Outcome, number>> = { filled: 6, 'already-right': 5, differs: 4, refused: 3, ambiguous: 2, waiting: 1, 'not-found': 0 };

/**
 * One invoice and one tab: the plan is kept here while the portal goes from page to page, and asks its user to log in on the way. The script of each new page
 * gets the whole plan again; what was filled on the pages before stays known.
 */
export class FillSession {
  private readonly parts: FillingParts;
  private readonly listeners = new Set<() => void>();
  private stops: (() => void)[] = [];
  private frames: number[] = [];
  private recognised = '';
  private force: readonly string[] = [];
  private readonly asked = new Set<string>();
  private readonly users = new Set<string>();
  /** Something was pressed since the last report: a page that comes now is its doing. */
  private ownPress = false;
  private renewals = 0;
  private pages = 0;
  state: FillState;

  constructor(parts: FillingParts) {
    this.parts = parts;
    const rows = parts.plan.steps.filter(({ optional }) => !optional).map((step) => blank(stepId(step), parts.wanted));
    this.state = { phase: 'idle', trouble: '', rows, ms: 0, pressed: null };
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private set(change: Partial<FillState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Fills what the page shows. `force`: fields whose other value the user agreed to replace. */
  async start(force: readonly string[] = []): Promise<FillState> {
    this.force = [...new Set([...this.force, ...force])];
    if (this.stops.length === 0) this.listen();
    this.renewals = 0;
    return this.run();
  }

  /** Ends it: the page's script fills nothing any more. */
  async stop(): Promise<void> {
    for (const stop of this.stops) stop();
    this.stops = [];
    await Promise.all(this.frames.map((frame) => this.parts.tabs.ask(this.parts.tabId, frame, 'stop', null).catch(() => undefined)));
  }

  /** Asks a skill of the frame that answers it first with something. */
  async ask(name: string, given: unknown): Promise<unknown> {
    for (const frame of this.frames) {
      const answer = await this.parts.tabs.ask(this.parts.tabId, frame, name, given).catch(() => null);
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    }
    return null;
  }

  private async run(turns = 0): Promise<FillState> {
    const { tabs, tabId, plan, practice } = this.parts;
    const begun = performance.now();
    this.set({ phase: 'filling', trouble: '' });
    const tab = await tabs.get(tabId);
    if (!tab) return this.end('gone');
    const site = siteOf(tab.url, practice);
    if (!isPortal(site)) return this.end('wrong-site');
    if (site.kind !== this.parts.environment) return this.end('other-portal');
    const [frames, file] = await Promise.all([tabs.inject(tabId, 'portal'), this.parts.file().catch(() => null)]);
    if (frames.length === 0) return this.end('no-access');
    this.frames = frames;
    const request: Omit<FillRequest, 'origin'> = {
      plan,
      practice,
      file,
      force: this.force,
      asked: [...this.asked],
      users: [...this.users],
      fresh: this.pages > 0,
      goesOn: this.recognised === site.origin,
    };
    const reports = await Promise.all(frames.map((frame) => this.askFill(frame, { ...request, origin: site.origin })));
    if (reports.every((report) => report === null) && turns < MOST_TURNS && (await this.comesBack())) {
      this.renewUnlessOurs();
      return this.run(turns + 1);
    }
    const told = reports.filter((report): report is FillReport => report !== null && report.verdict !== 'inner-frame');
    const best = told.find(({ verdict }) => verdict === 'form') ?? told.find(({ verdict }) => verdict === 'login') ?? told[0];
    if (!best) return this.end('no-access');
    if (best.verdict === 'form') this.recognised = site.origin;
    for (const report of told) if (report.verdict === best.verdict) this.take(report.steps);
    if (best.verdict === 'form') this.forget(new Set(told.flatMap(({ steps }) => steps.map(({ id }) => id))));
    this.set({ ms: Math.round(performance.now() - begun) });
    return this.end(best.verdict === 'form' || best.verdict === 'inner-frame' ? '' : best.verdict);
  }

  private isItsPortal(url: string): boolean {
    return siteOf(url, this.parts.practice).kind === this.parts.environment;
  }

  /** A page that went away during the filling is waited for: a search of the old kind draws the whole page anew. */
  private async comesBack(): Promise<boolean> {
    const { tabs, tabId } = this.parts;
    const begun = Date.now();
    while (Date.now() - begun < PAGE_COMES) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      const tab = await tabs.get(tabId);
      if (!tab) return false;
      if (!tab.loading) {
        this.pages += 1;
        return true;
      }
    }
    return false;
  }

  private async askFill(frame: number, request: FillRequest): Promise<FillReport | null> {
    const answer = await this.parts.tabs.ask(this.parts.tabId, frame, 'fill', request).catch(() => null);
    const read = AnsweredReport.safeParse(answer);
    return read.success ? read.data : null;
  }

  private end(trouble: FillTrouble): FillState {
    this.ownPress = false;
    // what comes after the login, or after another page, is a form of its own
    if (trouble === 'login' || trouble === 'not-a-form') this.renew();
    this.set({ phase: trouble === '' ? 'filled' : 'idle', trouble });
    return this.state;
  }

  /** A page that nothing of ours brought is a form that the user opened anew. */
  private renewUnlessOurs(): void {
    if (!this.ownPress && this.renewals++ < MOST_RENEWALS) this.renew();
  }

  /** Nothing was asked yet of the form that is coming. */
  private renew(): void {
    // what the form took stays taken: its file goes in once
    for (const mark of this.asked) if (!mark.startsWith('placed/')) this.asked.delete(mark);
    this.users.clear();
  }

  private take(steps: readonly StepReport[]): void {
    const rows = new Map(this.state.rows.map((row) => [row.id, row]));
    for (const step of steps) {
      const known = rows.get(step.id) ?? blank(step.id, this.parts.wanted);
      const fresh =
        known.outcome === null || worth[step.outcome] >= worth[known.outcome] || (step.outcome !== 'not-found' && step.outcome !== 'waiting');
      rows.set(
        step.id,
        fresh
          ? {
              ...known,
              outcome: known.outcome === 'filled' && step.outcome === 'already-right' ? 'filled' : step.outcome,
              label: step.label || known.label,
              value: step.value,
              ms: step.ms,
              said: step.said ?? '',
            }
          : known,
      );
    }
    const order = new Map(this.parts.plan.steps.map((step, at) => [stepId(step), at]));
    this.set({ rows: [...rows.values()].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)) });
  }

  /** What waited for a further page, and is on none. */
  private forget(said: ReadonlySet<string>): void {
    const waits = this.state.rows.some(({ id, outcome }) => said.has(id) && outcome === 'waiting');
    if (waits) return;
    this.set({
      rows: this.state.rows.map((row) =>
        !said.has(row.id) && (row.outcome === 'waiting' || row.outcome === 'not-found') ? { ...row, outcome: null } : row,
      ),
    });
  }

  private listen(): void {
    const { tabs, tabId } = this.parts;
    const steps = z.array(AnsweredStep);
    this.stops.push(
      tabs.onTold((told) => {
        if (told.tabId !== tabId || !this.isItsPortal(told.url)) return;
        if (told.name === 'pressed' && (told.given === 'send' || told.given === 'draft')) this.set({ pressed: told.given });
        else if (told.name === 'fill-asked' && typeof told.given === 'string' && told.given.length < 80) {
          this.asked.add(told.given);
          this.ownPress = true;
        } else if (told.name === 'fill-users' && typeof told.given === 'string' && told.given.length < 80) this.users.add(told.given);
        else if (told.name === 'fill-step') {
          const step = AnsweredStep.safeParse(told.given);
          if (step.success) this.take([step.data]);
        } else if (told.name === 'fill-report') {
          this.ownPress = false;
          const report = AnsweredReport.safeParse(told.given);
          if (report.success && report.data.verdict === 'form' && steps.safeParse(report.data.steps).success) this.take(report.data.steps);
          else if (report.success && report.data.verdict === 'login') this.end('login');
        }
      }),
      tabs.onCome((tab) => void this.follow(tab)),
    );
  }

  /** The portal went on to another page, which has come: the plan goes on there. */
  private async follow(tab: Tab): Promise<void> {
    if (tab.id !== this.parts.tabId || !this.isItsPortal(tab.url)) return;
    if (await this.isTheSame()) return;
    this.pages += 1;
    if (this.state.phase === 'filling') return;
    this.renewUnlessOurs();
    await this.run();
  }

  /** A page that changes its own address says that it has come, too: the plan is still in its hands. */
  private async isTheSame(): Promise<boolean> {
    const { tabs, tabId } = this.parts;
    const held = await Promise.all(this.frames.map((frame) => tabs.ask(tabId, frame, 'holds', null).catch(() => false)));
    return held.length > 0 && held.every((one) => one === true);
  }
}

function blank(id: string, wanted: ReadonlyMap<string, string>): FillRow {
  return { id, wanted: wanted.get(id) ?? '', outcome: null, label: '', value: '', ms: 0, said: '' };
}
