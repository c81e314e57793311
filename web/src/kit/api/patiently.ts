/** Tries again what the server could not do yet, for as long as it says so and no longer. */
import { asProblem, type Problem } from './problem';

const TRIES_MAX = 6;
const WAIT_MS = 1_000;
const WAIT_MS_MAX = 5_000;
const AWAY: readonly number[] = [503];

export type Waiting = (problem: Problem, wait_ms: number) => void;

/**
 * Only what the server refused before it did anything is tried again: 503 always,
 * 429 where whoever asks says that waiting is right. It ends with the signal.
 */
export async function patiently<Done>(
  action: () => Promise<Done>,
  onwait: Waiting,
  statuses = AWAY,
  signal?: AbortSignal,
): Promise<Done> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await action();
    } catch (error) {
      // Nobody waits for it any more.
      if (signal?.aborted) throw error;
      const problem = asProblem(error);
      if (tries === TRIES_MAX || !statuses.includes(problem.status)) throw problem;
      const wait_ms = Math.min(WAIT_MS_MAX, problem.retry_ms ?? WAIT_MS);
      onwait(problem, wait_ms);
      await rest(wait_ms, signal);
    }
  }
}

function rest(wait_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const leave = () => {
      clearTimeout(timer);
      failed(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      done();
    }, wait_ms);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
