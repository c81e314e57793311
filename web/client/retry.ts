const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** How long to wait before try `attempt` (0 is the first): exponential, with full jitter. */
export function retryMs(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return 50 + chance * longest;
}

/**
 * The same where the server said when to come. One that says so again and again is
 * full or in trouble: beyond what it said, the pauses grow, so that not all come at once.
 */
export function toldMs(told_ms: number, attempt: number, chance: number): number {
  return attempt === 0 ? told_ms : told_ms + retryMs(attempt - 1, chance);
}

/** Servers before 3004 say it where they are full: others leave, and there is room. */
const WAS_FULL = 3503;

/** Codes after which coming again is of no use. */
export function isFinal(code: number): boolean {
  return code >= 3500 && code < 3600 && code !== WAS_FULL;
}
