import type { Speech } from '../dictionary.ts';
import { accounts } from './accounts.ts';
import { backup } from './backup.ts';
import { beside } from './beside.ts';
import { books } from './books.ts';
import { capture } from './capture.ts';
import { claims } from './claims.ts';
import { coach } from './coach.ts';
import { companies } from './companies.ts';
import { corners } from './corners.ts';
import { directory } from './directory.ts';
import { doors } from './doors.ts';
import { explained } from './explained.ts';
import { faults } from './faults.ts';
import { fill } from './fill.ts';
import { help } from './help.ts';
import { invoice } from './invoice.ts';
import { orders } from './orders.ts';
import { otherSide } from './other-side.ts';
import { page } from './page.ts';
import { papers } from './papers.ts';
import { places } from './places.ts';
import { portalFields } from './portal-fields.ts';
import { recipient } from './recipient.ts';
import { said } from './said.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { tour } from './tour.ts';
import { write } from './write.ts';

/** All of English in one piece, loaded by those who read it and by nobody else. Files by their names in `fr/`. */
export const speech: Speech = {
  locale: 'en-GB',
  files: {
    accounts,
    backup,
    beside,
    books,
    capture,
    claims,
    coach,
    companies,
    corners,
    directory,
    doors,
    explained,
    faults,
    fill,
    help,
    invoice,
    orders,
    'other-side': otherSide,
    page,
    papers,
    places,
    'portal-fields': portalFields,
    recipient,
    settings,
    shell,
    tour,
    write,
  },
  said,
};
