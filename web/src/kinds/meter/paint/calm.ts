/** Whether whoever looks wants nothing to move that need not. */
export function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
