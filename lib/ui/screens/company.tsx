import { useEffect, useState } from 'preact/hooks';
import type { Company as Draft } from '../../desk/company-book.ts';
import { attempt, reload } from '../actions.ts';
import { kindOf, labelOf, spelling } from '../fields.ts';
import { Firms } from '../parts/firms.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { book, say, theDesk } from '../state.ts';
import { companies as firms } from '../words/fr/companies.ts';
import { review } from '../words/fr/invoice.ts';
import { company as words } from '../words/fr/settings.ts';

/** What Coursier learned about the user's company, all of it correctable; saved at each change. */
export default function Company(_: ScreenProps) {
  const [profile, setProfile] = useState<Draft | null>(null);
  /** What is being typed, by field: the screen may be drawn again meanwhile, and no sign must go. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    void attempt(async () => setProfile(await theDesk().profile()));
  }, []);
  if (!profile)
    return (
      <div class="stack">
        <Head title={words.title} back={to()} />
      </div>
    );
  const several = (book.value?.companies.length ?? 0) > 1;
  const show = async () => setProfile(await theDesk().profile());
  const add = () =>
    void attempt(async () => {
      await (await theDesk().companies()).add();
      await show();
      await reload();
      scrollTo(0, 0);
    });
  const remove = () =>
    void attempt(async () => {
      const { name } = profile.seller;
      const undo = await (await theDesk().companies()).remove(profile.id);
      await show();
      await reload();
      const back = async () => {
        await undo();
        await show();
        await reload();
      };
      say(firms.removed(name), { label: firms.undo, run: () => void attempt(back) });
    });
  const save = (next: Draft) => {
    setProfile(next);
    void attempt(() => theDesk().saveProfile(next));
  };
  const { seller } = profile;
  const field = (path: string, value: string, write: (value: string) => Draft, label = labelOf(path)) => {
    const { type, inputMode, autocomplete, kind } = kindOf(path);
    const clean = (text: string) =>
      kind === 'siret' || kind === 'iban' || path.endsWith('vatIdentifier') ? text.replace(/\s/g, '').toUpperCase() : text;
    return (
      <div class="field" key={`${profile.id}/${path}`}>
        <label for={path}>{label}</label>
        <input
          id={path}
          class="input"
          type={type}
          inputMode={inputMode}
          autoComplete={autocomplete}
          value={typed[path] ?? spelling(path, value)}
          aria-describedby={review.hints[path] ? `${path}-hint` : undefined}
          onInput={(event) => {
            const { value: sign } = event.currentTarget;
            setTyped((now) => ({ ...now, [path]: sign }));
          }}
          onChange={(event) => {
            setTyped(({ [path]: _, ...now }) => now);
            save(write(clean(event.currentTarget.value)));
          }}
        />
        {review.hints[path] && (
          <p class="hint" id={`${path}-hint`}>
            {review.hints[path]}
          </p>
        )}
      </div>
    );
  };
  const party = (key: 'name' | 'tradingName' | 'siret' | 'vatIdentifier' | 'legalMention' | 'email' | 'phone', label?: string) =>
    field(`seller.${key}`, seller[key], (value) => ({ ...profile, seller: { ...seller, [key]: value } }), label);
  const address = (key: 'line1' | 'postcode' | 'city') =>
    field(`seller.address.${key}`, seller.address[key], (value) => ({
      ...profile,
      seller: { ...seller, address: { ...seller.address, [key]: value } },
    }));
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to()} />
        {several && <Firms onSwitch={show} />}
        <p class="soft">{seller.siret || seller.name ? words.intro : words.empty}</p>
      </div>
      <section class="sheet stack" aria-labelledby="who">
        <h2 id="who">{words.who}</h2>
        <div class="grid-2">
          {party('name')}
          {party('tradingName', words.tradingName)}
          {party('siret')}
          {party('legalMention')}
          {address('line1')}
          {address('postcode')}
          {address('city')}
          {party('email')}
          {party('phone')}
        </div>
      </section>
      <section class="sheet stack" aria-labelledby="vat">
        <h2 id="vat">{words.vat}</h2>
        <fieldset class="stack tight">
          <legend class="hidden">{words.vat}</legend>
          {(['franchise', 'normal', ''] as const).map((regime) => (
            <label key={regime} class="choice">
              <input type="radio" name="regime" checked={profile.vatRegime === regime} onChange={() => save({ ...profile, vatRegime: regime })} />
              {regime === '' ? words.unknown : words[regime]}
            </label>
          ))}
        </fieldset>
        {profile.vatRegime !== 'franchise' && party('vatIdentifier')}
      </section>
      <section class="sheet stack" aria-labelledby="money">
        <h2 id="money">{words.money}</h2>
        <div class="grid-2">
          {field('payment.iban', profile.iban, (value) => ({ ...profile, iban: value }))}
          {field('payment.bic', profile.bic, (value) => ({ ...profile, bic: value }))}
          {field('invoiceNumber', profile.lastNumber, (value) => ({ ...profile, lastNumber: value }), words.lastNumber)}
        </div>
      </section>
      <p class="hint">{words.saved}</p>
      <div class="row between">
        <button type="button" class="button" aria-describedby="add-hint" onClick={add}>
          <Icon name="plus" />
          {firms.add}
        </button>
        {several && (
          <button type="button" class="button plain" onClick={remove}>
            {firms.remove}
          </button>
        )}
      </div>
      <p class="hint" id="add-hint">
        {several ? firms.removeHint : firms.addHint}
      </p>
    </div>
  );
}
