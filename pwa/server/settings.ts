import type { HandlerOptions } from './handler.ts';
import type { KeyedEnvironment, PisteKey, PisteKeys } from './keys.ts';
import { originOf } from './targets.ts';

export interface Settings extends Pick<HandlerOptions, 'otherHosts' | 'keys' | 'https'> {
  /** A proxy stands in front and writes the client's address last in X-Forwarded-For. */
  proxy: boolean;
  /** Folder of a published directory of public bodies. */
  directory?: string;
}

/** What an operator says by environment variables (table in README.md). Throws a sentence that names the variable, never its value. */
export function settingsOf(env: Readonly<Record<string, unknown>>): Settings {
  const text = (name: string): string => {
    const value = env[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const key = (name: KeyedEnvironment): PisteKey | undefined => {
    const prefix = `COURSIER_PISTE_${name.toUpperCase()}`;
    const [id, secret] = [text(`${prefix}_ID`), text(`${prefix}_SECRET`)];
    if (!id && !secret) return undefined;
    if (!id || !secret) throw new Error(`${prefix}_ID et ${prefix}_SECRET vont ensemble : l’un des deux manque.`);
    return { id, secret };
  };
  const keys: PisteKeys = { qualification: key('qualification'), production: key('production') };
  const settings: Settings = { keys, https: text('COURSIER_HTTPS') === '1', proxy: text('COURSIER_PROXY') === '1' };
  if (text('COURSIER_ANNUAIRE') !== '') settings.directory = text('COURSIER_ANNUAIRE');
  if (typeof env.COURSIER_AUTRE === 'string') settings.otherHosts = text('COURSIER_AUTRE').split(',').flatMap(host);
  return settings;
}

function host(entry: string): string[] {
  if (entry.trim() === '') return [];
  const origin = originOf(entry.trim());
  if (!origin) throw new Error('COURSIER_AUTRE : liste d’adresses comme http://127.0.0.1:8787, séparées par des virgules, sans chemin.');
  return [origin];
}
