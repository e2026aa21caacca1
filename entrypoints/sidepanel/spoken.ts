import { extensionPlatform } from '../../lib/platform/extension.ts';
import { tellLanguage } from '../../lib/platform/extension-language.ts';
import { inTheScreensLanguage, inTheWantedLanguage } from '../../lib/ui/language.ts';
import { locale } from '../../lib/ui/words/dictionary.ts';

export const platform = inTheScreensLanguage(extensionPlatform());

/** Draws once the words are in the language the user wants, which is then told to what has no screen. */
export async function onceSpoken(draw: () => void): Promise<void> {
  await inTheWantedLanguage();
  draw();
  await tellLanguage(locale());
}
