import { mount } from '../lib/ui/app.tsx';
import { inTheWantedLanguage } from '../lib/ui/language.ts';
import { openWebDesk } from './desk.ts';
import { early } from './early.ts';
import { handOverToTheExtension } from './hand-over.ts';
import { webShell } from './shell.ts';

// `npm run read` opens the shipped bundle at this address: the reader alone, without the screens.
// `npm run deposit` does the same with the outbox.
if (location.hash === '#/lecture') void import('./lecture.ts');
else if (location.hash === '#/depot') void import('./depot.ts');
else {
  const root = document.getElementById('app');
  handOverToTheExtension();
  const shell = webShell();
  if (root) void inTheWantedLanguage().then(() => mount(root, openWebDesk, shell, early.look));
}
