import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FaultCode } from '../../invoice/fault.ts';
import { to } from '../router.ts';
import type { FaultWords } from '../words/fr/faults.ts';
import { Icon, type IconName } from './icon.tsx';

const icons: Record<'accent' | 'doubt' | 'stop' | 'done', IconName> = { accent: 'info', doubt: 'warn', stop: 'stop', done: 'check' };

/** A message that stays: coloured, drawn and worded, so that no one sign carries it alone. */
export function Notice({ tone = 'accent', children }: { tone?: keyof typeof icons; children: ComponentChildren }) {
  return (
    <div class={`note ${tone}`}>
      <Icon name={icons[tone]} />
      <div class="stack tight">{children}</div>
    </div>
  );
}

/** A fault in its three parts: what happened, what is safe, what next. */
export function FaultNotice({ code, children }: { code: FaultCode; children?: ComponentChildren }) {
  const [words, setWords] = useState<FaultWords | null>(null);
  useEffect(() => {
    void import('../words/fr/faults.ts').then(({ faults }) => setWords(faults[code] ?? faults.unknown));
  }, [code]);
  if (!words) return null;
  return (
    <div role="alert">
      <Notice tone="stop">
        <strong>{words.what}</strong>
        <span>{words.safe}</span>
        <span>{words.next}</span>
        {words.act && (
          <a class="act" href={to('raccorder')}>
            {words.act}
          </a>
        )}
        {children}
      </Notice>
    </div>
  );
}
