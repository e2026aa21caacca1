import { pathToFileURL } from 'node:url';
import { type BeforePage, openCapture } from './capturer.ts';

/**
 * `npm run capture -- [--before MODULE.mjs] URL...`: the built extension reads each address in headless Chromium, as its panel would; one JSON line per address on
 * stdout, in the shape of `npm run read`, with the source of each value (`from`). MODULE's export receives a page, to log in. Asking a site's permission, and pressing
 * the tool's own PDF button, are taken as agreed.
 */
const given = process.argv.slice(2);
const at = given.indexOf('--before');
const [, modulePath] = at < 0 ? [] : given.splice(at, 2);
const urls = given.filter((word) => word !== '--');
if (urls.length === 0 || (at >= 0 && !modulePath)) {
  console.error('Usage : npm run capture -- [--before MODULE.mjs] ADRESSE...');
  process.exit(2);
}

async function beforeOf(path: string): Promise<BeforePage> {
  const module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  const found = [module.default, ...Object.values(module)].find((one) => typeof one === 'function');
  if (!found) throw new Error(`${path} n’exporte aucune fonction.`);
  return found as BeforePage;
}

const capturer = await openCapture();
try {
  if (modulePath) await capturer.before(await beforeOf(modulePath));
  for (const url of urls) {
    const lecture = await capturer.capture(url).catch((error: unknown) => ({
      error: { code: 'page-unreachable', message: `Cette adresse ne s’ouvre pas : ${error instanceof Error ? error.message.split('\n')[0] : error}` },
    }));
    console.log(JSON.stringify({ url, ...lecture }));
  }
} finally {
  await capturer.close();
}
