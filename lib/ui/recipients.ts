import { useEffect, useState } from 'preact/hooks';
import type { RecipientMemory } from '../desk/api.ts';
import type { Found, ReadName, WhoPays } from '../desk/api-recipients.ts';
import type { Recipient } from '../directory/recipient.ts';
import { attempt } from './actions.ts';
import { announce, theDesk } from './state.ts';
import { recipient as words } from './words/fr/recipient.ts';

/** Recipients that answer what is being typed, best first; null below two characters. Their number is announced. `read`: it was read on paper. */
export function useMatches(query: string, read?: ReadName): readonly Found[] | null {
  const [matches, setMatches] = useState<readonly Found[] | null>(null);
  useEffect(() => {
    if (query.trim().length < 2) {
      setMatches(null);
      return;
    }
    let alive = true;
    const timer = setTimeout(() => {
      void attempt(() => theDesk().searchRecipients(query, read)).then((found) => {
        if (!alive || !found) return;
        setMatches(found);
        announce(words.results(found.length));
      });
    }, 60);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [query, read === undefined]);
  return matches;
}

/** Recipients served before, latest first. */
export function useRecents(): readonly RecipientMemory[] {
  const [recents, setRecents] = useState<readonly RecipientMemory[]>([]);
  useEffect(() => {
    void attempt(async () => setRecents(await theDesk().recentRecipients()));
  }, []);
  return recents;
}

/** One answer of the desk about whom to bill, asked anew when `keys` change; null until it came, and where it cannot. */
export function useWhoPays<T>(ask: (cases: WhoPays) => Promise<T>, keys: readonly unknown[]): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    let alive = true;
    theDesk()
      .whoPays()
      .then(ask)
      .then(
        (given) => alive && setAnswer(given),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, keys as unknown[]);
  return answer;
}

/** A recipient of whom the user knows the SIRET alone: in no list that the app carries. Null unless 14 digits were typed. */
export function typedRecipient(query: string): Recipient | null {
  const siret = query.replace(/\D/g, '');
  if (siret.length !== 14) return null;
  return {
    siret,
    siren: siret.slice(0, 9),
    name: '',
    town: '',
    postcode: '',
    kind: 'other',
    requires: 'unknown',
    services: [],
    siretCertain: true,
    origin: 'user',
  };
}
