import type { Context } from 'hono';
import { loginPage } from './home.ts';
import { layout } from './layout.ts';
import { type SwitchName, switchesIn, switchNames } from './switches.ts';
import { type Session, Sessions } from './webflow.ts';

const COOKIE = 'JSESSIONID';

/** Who is in, and what goes wrong: the fictive login opens to anyone, and a page opened directly is in. */
export class Gate {
  readonly sessions: Sessions;
  /** Switches of every page; those of an address (`?essai=`) are added. */
  always: readonly SwitchName[] = [];

  constructor(random: () => number) {
    this.sessions = new Sessions(random);
  }

  switchesOf(c: Context): SwitchName[] {
    const asked = switchesIn(c.req.query('essai'));
    return switchNames.filter((name) => this.always.includes(name) || asked.includes(name));
  }

  sessionOf(c: Context): Session | undefined {
    return this.sessions.find(new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(c.req.header('cookie') ?? '')?.[1]);
  }

  open(c: Context): Session {
    const session = this.sessionOf(c) ?? this.sessions.open();
    c.header('set-cookie', `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`);
    return session;
  }

  /** Half-way: the second thing that a page sends finds no session any more. */
  isOver(session: Session, switches: readonly SwitchName[]): boolean {
    session.posts++;
    if (!switches.includes('session-expiree') || session.posts !== 2) return false;
    this.sessions.close(session);
    return true;
  }

  login(c: Context, name: string): Response | Promise<Response> {
    const body = loginPage({ expired: c.req.query('expiree') === '1', back: c.req.query('retour') ?? '', portalName: name });
    return c.html(layout({ title: `Authentification - ${name}`, style: 'classique' }, body));
  }

  async loggedIn(c: Context): Promise<Response> {
    const { retour } = await c.req.parseBody();
    this.open(c);
    return c.redirect(/^(f-)?(saisir|deposer)$/.test(String(retour)) ? String(retour) : 'accueil', 303);
  }
}
