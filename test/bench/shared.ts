import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The development data: beside the repository, or further up when this is a work tree in a folder of work trees. It may not be there at all. */
export const sharedData = (() => {
  let folder = dirname(fileURLToPath(new URL('../..', import.meta.url)));
  const nearest = join(folder, 'shared', 'data');
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const data = join(folder, 'shared', 'data');
    if (existsSync(data)) return data;
  }
  return nearest;
})();
