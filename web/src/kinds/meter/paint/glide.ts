/** The time constant in which the mark follows: seen as motion, not as delay. */
const TAU_MS = 110;

/** One step of `passedMs` from where the mark is to where it belongs. */
export function glide(from: number, to: number, passedMs: number, still: number): number {
  const next = to + (from - to) * Math.exp(-passedMs / TAU_MS);
  return Math.abs(next - to) < still ? to : next;
}
