const FIRST_MS = 250;
const LONGEST_MS = 8_000;

/** How long to wait before try `attempt` (0 is the first): exponential, with full jitter. */
export function retryMs(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return 50 + chance * longest;
}

/** Codes after which coming again is of no use. */
export function isFinal(code: number): boolean {
  return code >= 3500 && code < 3600;
}
