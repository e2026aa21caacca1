import { chorusAndLaw } from './sentences/chorus.ts';
import { files } from './sentences/files.ts';
import { norm } from './sentences/norm.ts';
import { portal } from './sentences/portal.ts';
import { reform } from './sentences/reform.ts';

/** Every sentence of the core, French to English; `{}` holds a place, in the same order in both. */
export const sentences: Readonly<Record<string, string>> = { ...chorusAndLaw, ...norm, ...reform, ...portal, ...files };
