/** Refusals of circles in the page's language, by their codes. */
import { asProblem, type Problem } from '../../../kit/api/problem';
import { attempt } from '../../../kit/toasts/toasts.svelte';
import { rough } from '../../../kit/words/time';
import { t } from '../texts';

export function inWords(error: unknown): Problem {
  const problem = asProblem(error);
  problem.message = said(problem);
  return problem;
}

/** Does something and says how it went, as `attempt`, with what circles refuse in words. */
export function tried<Done>(
  action: () => Promise<Done>,
  done: (done: Done) => string | null,
): Promise<Done | undefined> {
  return attempt(async () => {
    try {
      return await action();
    } catch (error) {
      throw inWords(error);
    }
  }, done);
}

/** What is wrong with a field, or with something in it. */
export function faultOf(problem: Problem | undefined, field: string): string | undefined {
  const isOf = (told: string) => told === field || told.startsWith(`${field}.`);
  const message = problem?.errors.find((error) => isOf(error.field))?.message;
  return message && worded(message, t.faults);
}

/** Of a limit: what is counted, and how long to wait. */
function said({ code, message, body, retry_ms }: Problem): string {
  const detail = typeof body.detail === 'string' ? body.detail : '';
  const counted = code === 'limited' ? detail.match(/^(.+) at most:/)?.[1] : undefined;
  if (counted) return t.limited(worded(counted, t.limits), rough(retry_ms ?? 0));
  return t.refused[code] ?? message;
}

function worded(text: string, words: readonly (readonly [RegExp, string])[]): string {
  const [pattern, to] = words.find(([pattern]) => pattern.test(text)) ?? [];
  return pattern && to ? text.replace(pattern, to) : text;
}
