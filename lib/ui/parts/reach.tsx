import { useEffect, useState } from 'preact/hooks';
import { Fault } from '../../invoice/fault.ts';
import type { Environment } from '../../portal/environment.ts';
import { attempt } from '../actions.ts';
import { settings, theDesk } from '../state.ts';
import { sites as words } from '../words/fr/beside.ts';
import { AskSite } from './ask-site.tsx';
import { Practice } from './practice.tsx';

const whys = { training: words.whyTraining, qualification: words.whySending, production: words.whySending, other: words.whyOther };

/** What the extension must be given before its calls reach a portal: the right to, one site at a time, or the address of the one to train on. */
export default function Reach({ environment, onOpen }: { environment: Environment; onOpen: (open: boolean) => void }) {
  const [missing, setMissing] = useState<readonly string[] | 'practice'>([]);
  const look = async () => {
    const accounts = await theDesk().accounts();
    const found = await accounts.sitesToAllow(environment).catch((error: unknown) => {
      if (Fault.from(error).code !== 'portal-no-practice') throw error;
      return 'practice' as const;
    });
    setMissing(found);
    onOpen(found.length === 0);
  };
  const { practice, other, relay } = settings.value ?? {};
  useEffect(() => void attempt(look), [environment, practice, other, relay]);
  if (missing === 'practice') return <Practice />;
  if (missing.length === 0) return null;
  const opened = () =>
    void attempt(async () => {
      await (await theDesk().accounts()).release();
      await look();
    });
  return (
    <AskSite key={environment} origins={missing} why={whys[environment]} onAllowed={opened}>
      <span>{words.otherWays}</span>
    </AskSite>
  );
}
