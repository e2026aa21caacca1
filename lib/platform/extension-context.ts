/**
 * In place of WXT's own (`wxt.config.ts`), which tells the page, by a message and by an event that bear the extension's identifier, that a script has started:
 * any site where one is put could know from it who uses Coursier. Our scripts need nothing of it: `answerThePanel` keeps a second copy quiet.
 */
export class ContentScriptContext {}
