import { writeFileSync } from 'node:fs';
import { rulesPage } from './rules-page.ts';

/** `npm run rules`: writes docs/rules.md from the tables of rules. */
writeFileSync(new URL('../docs/rules.md', import.meta.url), rulesPage());
