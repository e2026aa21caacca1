import { useState } from 'preact/hooks';
import { askFor, wish, wishes } from '../language.ts';
import { settings as words } from '../words/fr/settings.ts';

/** Each language under its own name, so that whoever landed in the wrong one finds his. */
export function LanguageChoice() {
  const [asked, setAsked] = useState(wish);
  return (
    <fieldset class="stack tight" aria-describedby="language-text">
      <legend>
        <h3>{words.language}</h3>
      </legend>
      <div class="row">
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
      </div>
      <p class="hint" id="language-text">
        {words.languageText}
      </p>
    </fieldset>
  );
}
