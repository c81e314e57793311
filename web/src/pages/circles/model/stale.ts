/** What a page does with an answer that says how things were. */
import type { Circle } from './rights';

/** Such an answer says nothing of whoever reads: what is known of them stays until they are told again. */
export function kept(now: Circle, known: Circle | undefined): Circle {
  if (!now.stale || known === undefined) return now;
  return { ...known, stale: true, as_of_ms: now.as_of_ms };
}
