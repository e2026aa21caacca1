import { useState } from 'preact/hooks';
import { askFor, wish, wishes } from '../language.ts';
import { settings as words } from '../words/fr/settings.ts';

/** Each language under its own name, so that whoever landed in the wrong one finds his. */
export function LanguageChoice() {
  const [asked, setAsked] = useState(wish);
  return (
    <section class="sheet stack" aria-labelledby="language">
      <h2 id="language">{words.language}</h2>
      <fieldset class="row" aria-describedby="language-text">
        <legend class="hidden">{words.language}</legend>
        {wishes.map((one) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name="language"
              checked={asked === one}
              onChange={() => {
                setAsked(one);
                askFor(one);
              }}
            />
            <span lang={one === 'auto' ? undefined : one}>{words.languages[one]}</span>
          </label>
        ))}
      </fieldset>
      <p class="hint" id="language-text">
        {words.languageText}
      </p>
    </section>
  );
}
