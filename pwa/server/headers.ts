import type { MiddlewareHandler } from 'hono';

/**
 * The State's public directory of businesses: the one foreign site that the page may ask, once its user agreed to it (`lib/desk/directory/business.ts`, the
 * same address).
 */
const BUSINESS_DIRECTORY = 'https://recherche-entreprises.api.gouv.fr';

/**
 * 'wasm-unsafe-eval' lets the OCR engine compile its WebAssembly (toolchain trap 9); nothing else may run, be framed or be reached.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "object-src 'none'",
  `connect-src 'self' ${BUSINESS_DIRECTORY}`,
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const headers: Record<string, string> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // no cross-origin-embedder-policy: nothing foreign can be embedded under the policy above, and no shared memory is used
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()',
};

/**
 * The practice pages imitate old ones, which frame themselves and whose widgets write styles; like everywhere here, no inline script runs. They hold no
 * data of the app but what the user types there to try.
 */
const PRACTICE_PAGES = '/entrainement/formulaires/';
const PRACTICE_POLICY = CONTENT_SECURITY_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
  "frame-ancestors 'none'",
  "frame-ancestors 'self'",
);

/** Two years. Subdomains are the operator's own business, and so is the preload list. */
const STRICT_TRANSPORT = 'max-age=63072000';

/** `https`: said by the operator, since the process behind a proxy cannot know it; a browser told so by mistake would refuse http for two years. */
export function securityHeaders({ https = false }: { https?: boolean } = {}): MiddlewareHandler {
  const all = Object.entries(https ? { ...headers, 'strict-transport-security': STRICT_TRANSPORT } : headers);
  return async (c, next) => {
    await next();
    for (const [name, value] of all) c.res.headers.set(name, value);
    if (!c.req.path.startsWith(PRACTICE_PAGES)) return;
    c.res.headers.set('content-security-policy', PRACTICE_POLICY);
    c.res.headers.set('x-frame-options', 'SAMEORIGIN');
    // else Firefox hides from them whose form was posted
    c.res.headers.set('referrer-policy', 'same-origin');
  };
}
