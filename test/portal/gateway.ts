import type { Context, MiddlewareHandler } from 'hono';
import { trainingClient } from './data.ts';
import { type OneShots, takeFault } from './faults.ts';
import { routes } from './routes.ts';
import type { Portal } from './state.ts';

export { CUT_HEADER } from './faults.ts';

const TOKEN_LIFE_SECONDS = 3600;
const BODY_LIMIT = 130 * 1024 * 1024;
export function token(portal: Portal, shots: OneShots): (c: Context) => Promise<Response> {
  return async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')) return c.json({ error: 'invalid_request' }, 400);
    const form = new URLSearchParams(await c.req.text());
    const right =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === trainingClient.clientId &&
      form.get('client_secret') === trainingClient.clientSecret;
    const fault = takeFault(portal, shots, 'jeton-400-au-hasard', c.req.path);
    const unlucky = fault === 'once' || (fault === 'switch' && portal.random() < 0.1);
    // Byte-identical for an unknown id, a wrong secret and the random failure of valid credentials: nobody can tell them apart.
    if (!right || unlucky) return c.json({ error: 'invalid_client' }, 400);
    for (const [value, expiry] of Object.entries(portal.state.tokens)) if (expiry < portal.now()) delete portal.state.tokens[value];
    const value = `entrainement-${portal.nextId()}-${Math.floor(portal.random() * 1e12).toString(36)}`;
    portal.state.tokens[value] = portal.now() + TOKEN_LIFE_SECONDS * 1000;
    portal.save();
    return c.json({ access_token: value, token_type: 'Bearer', expires_in: TOKEN_LIFE_SECONDS, scope: 'openid' });
  };
}

/** The gateway's order of checks (chorus-pro.md §8 item 2). */
export function gateway(portal: Portal, shots: OneShots): MiddlewareHandler {
  let lastCall = Number.NEGATIVE_INFINITY;
  return async (c, next) => {
    const path = c.req.path;
    const authorization = c.req.header('authorization') ?? '';
    if (!authorization.startsWith('Bearer ')) {
      return c.json({ error: 'invalid_request' }, 400, { 'www-authenticate': 'Bearer realm="DefaultRealm", error="invalid_request"' });
    }
    const expiry = portal.state.tokens[authorization.slice(7)];
    if (expiry === undefined || expiry <= portal.now()) return c.json({ error: 'invalid_token' }, 401);
    const method = routes.get(path);
    if (!method || method !== c.req.method) return c.json({}, 403);
    if (!account(c.req.header('cpro-account'))) return c.json({}, 401);
    if (takeFault(portal, shots, 'mot-de-passe-expire', path)) {
      // Invented wording: the real answer of an expired technical account is not public.
      return c.json({ codeRetour: 99401, libelle: 'Le mot de passe du compte technique est expiré' }, 401);
    }
    const since = portal.now() - lastCall;
    lastCall = portal.now();
    const burst = takeFault(portal, shots, 'rafale-401', path);
    if (burst === 'once' || (burst === 'switch' && since < 1000)) return c.json({}, 401);
    if (takeFault(portal, shots, 'raccordement-absent', path)) {
      return new Response(await c.req.text(), { status: 403, headers: { 'content-type': 'application/json' } });
    }
    if (method === 'POST') {
      if (!c.req.header('content-type')?.startsWith('application/json'))
        return c.json({ httpCode: '415', httpMessage: 'Unsupported Media Type' }, 415);
      if (Number(c.req.header('content-length') ?? 0) > BODY_LIMIT) return c.json({ httpCode: '413', httpMessage: 'Payload Too Large' }, 413);
    }
    await next();
    return undefined;
  };
}

function account(header: string | undefined): boolean {
  if (!header) return false;
  return Buffer.from(header, 'base64').toString('utf8') === `${trainingClient.login}:${trainingClient.password}`;
}

/** The request body as an object, or null for anything else (answered 400). */
export async function bodyOf(c: Context): Promise<Record<string, unknown> | null> {
  try {
    const value: unknown = JSON.parse(await c.req.text());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
