/**
 * How the panel and the scripts in pages speak: a name and a value, structured clones (bytes and files pass as they are), one answer or one error. A script is not
 * trusted more than the page it stands in: what it answers passes a schema on our side.
 */
export interface Question {
  coursier: 'ask';
  name: string;
  given: unknown;
}

export interface Told {
  coursier: 'tell';
  name: string;
  given: unknown;
}

/** Told by the button in a tool's page: the user wants it read. */
export const READ_ME = 'read-me';

export type Answer = { value: unknown } | { error: string };

export function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && (message as Partial<Question>).coursier === 'ask';
}

export function isTold(message: unknown): message is Told {
  return typeof message === 'object' && message !== null && (message as Partial<Told>).coursier === 'tell';
}

/** What a script can do, by name. */
export type Skills = Record<string, (given: never) => unknown>;

/** The answer to a question, or null when it is none of ours. */
export async function answerOf(skills: Skills, { name, given }: Question): Promise<Answer> {
  // Own names alone: "constructor" is no skill.
  const skill = Object.hasOwn(skills, name) ? (skills[name] as ((given: unknown) => unknown) | undefined) : undefined;
  if (!skill) return { error: `no skill ${name}` };
  try {
    return { value: await skill(given) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The value of an answer; throws what went wrong on the other side, or when nobody answered. */
export function answered(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) throw new Error('no answer');
  if ('error' in answer) throw new Error(String(answer.error));
  return (answer as { value?: unknown }).value;
}

/** Told by a script in a page of the portal: it is there. */
export const HERE = 'here';
