import { browser } from 'wxt/browser';
import { answerOf, isQuestion, type Skills, type Told } from './rpc.ts';

/** The side of a content script: light, since it is put into other people's pages. */
const mark = Symbol.for('coursier');

/**
 * Answers the panel's questions with these skills. Put twice into the same page (the user clicked again), it answers once: the second copy gives way, and false
 * tells the script to do nothing.
 */
export function answerThePanel(script: string, skills: Skills): boolean {
  const page = globalThis as { [mark]?: Set<string> };
  page[mark] ??= new Set();
  if (page[mark].has(script)) return false;
  page[mark].add(script);
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    // a page cannot send these; another extension's messages come by another door
    if (sender.id !== browser.runtime.id || !isQuestion(message) || !Object.hasOwn(skills, message.name)) return undefined;
    return answerOf(skills, message);
  });
  return true;
}

/** Tells the panel, if one is open. */
export function tellThePanel(name: string, given: unknown): void {
  const told: Told = { coursier: 'tell', name, given };
  browser.runtime.sendMessage(told).catch(() => undefined);
}
