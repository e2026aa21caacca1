import { askFor } from '../language.ts';
import { shell as words } from '../words/fr/shell.ts';

/** On an empty first screen, in a browser that asks for no French, until a language was chosen. */
export default function InEnglish() {
  return (
    <p class="row" lang="en">
      <button type="button" class="button plain" onClick={() => askFor('en')}>
        {words.inEnglish}
      </button>
    </p>
  );
}
