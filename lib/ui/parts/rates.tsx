import { useId, useState } from 'preact/hooks';
import { percent, spelled } from '../format.ts';
import { lines as words } from '../words/fr/write.ts';
import { Icon } from './icon.tsx';

/** Rates met every day, in percent: on the mainland, and overseas where they are others (CGI art. 278 to 281 nonies, 294 to 296). */
const mainland = ['5.5', '10', '20', '2.1'];
const overseas = ['2.1', '8.5'];

export function usualRates(sellerPostcode: string): readonly string[] {
  return /^97[124]/.test(sellerPostcode) ? overseas : mainland;
}

const same = (left: string, right: string) => left !== '' && Number(left) === Number(right);

interface Props {
  rank: number;
  rate: string;
  postcode: string;
  /** None is chosen, and one must be. */
  lacking: boolean;
  onRate: (rate: string) => void;
}

/** The VAT of a line in one tap; another rate is typed. */
export function Rates({ rank, rate, postcode, lacking, onRate }: Props) {
  const id = useId();
  const rates = usualRates(postcode);
  const other = rate !== '' && !rates.some((usual) => same(usual, rate));
  const [typing, setTyping] = useState(false);
  const open = typing || other;
  return (
    <fieldset class="rates">
      <legend class="hidden">{`${words.vat}, ${words.lineOf(rank).toLocaleLowerCase('fr')}`}</legend>
      <span class="label" aria-hidden="true">
        {words.vat}
      </span>
      {lacking && (
        <span class="lacking">
          <span class="tag doubt">
            <Icon name="pen" />
            {words.chooseVat}
          </span>
        </span>
      )}
      {rates.map((usual) => (
        <button
          key={usual}
          type="button"
          class="chip rate"
          aria-pressed={same(usual, rate)}
          onClick={() => {
            setTyping(false);
            onRate(usual);
          }}
        >
          {percent(usual)}
        </button>
      ))}
      {open ? (
        <span class="rate-other">
          <label class="hidden" for={id}>
            {words.otherRateLabel}
          </label>
          <input
            id={id}
            class="input"
            inputMode="decimal"
            autoComplete="off"
            value={other ? spelled(rate) : ''}
            placeholder="%"
            onInput={(event) => onRate(event.currentTarget.value)}
          />
        </span>
      ) : (
        <button type="button" class="chip rate" onClick={() => setTyping(true)}>
          {words.otherRate}
        </button>
      )}
    </fieldset>
  );
}
