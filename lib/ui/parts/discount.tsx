import { useId, useState } from 'preact/hooks';
import { parseDecimal } from '../../invoice/money.ts';
import { spelled } from '../format.ts';
import { lines as words } from '../words/fr/write.ts';
import { TypedInput } from './typed.tsx';

export interface Discount {
  percent: string;
  amount: string;
}

interface Props extends Discount {
  label: string;
  onChange: (discount: Discount) => void;
  settled: () => Promise<void>;
}

/** A discount, in percent or in euros: one number and two chips. */
export function DiscountField({ label, percent, amount, onChange, settled }: Props) {
  const id = useId();
  const [inEuros, setInEuros] = useState(percent === '' && amount !== '');
  const value = spelled(inEuros ? amount : percent);
  const give = (text: string, euros: boolean) => {
    const number = parseDecimal(text).replace(/^-/, '');
    const bounded = !euros && Number(number) > 100 ? '100' : number;
    onChange(euros ? { percent: '', amount: number } : { percent: bounded, amount: '' });
  };
  const choose = (euros: boolean) => {
    setInEuros(euros);
    give(value, euros);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="discount">
        <TypedInput id={id} value={value} inputMode="decimal" settled={settled} onType={(text) => give(text, inEuros)} />
        <button type="button" class="chip" aria-pressed={!inEuros} aria-label={`${label}, ${words.inPercent}`} onClick={() => choose(false)}>
          {words.percent}
        </button>
        <button type="button" class="chip" aria-pressed={inEuros} aria-label={`${label}, ${words.inEuros}`} onClick={() => choose(true)}>
          {words.euros}
        </button>
      </div>
    </div>
  );
}
