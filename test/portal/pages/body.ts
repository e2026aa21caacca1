import type { Context } from 'hono';
import type { Brought } from './desk.ts';
import type { Posted } from './webflow.ts';

/** Fields and files of a multipart post; an empty file input brings nothing. */
export async function bodyOf(c: Context): Promise<Posted> {
  const fields: Record<string, string> = {};
  const files: Record<string, Brought> = {};
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value === 'string') fields[name] = value;
    else if (value instanceof File && value.size > 0)
      files[name] = { name: value.name, type: value.type, size: value.size, base64: Buffer.from(await value.arrayBuffer()).toString('base64') };
  }
  return { fields, files };
}
