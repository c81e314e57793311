/** Whether a text that was kept here is over: saved, or thrown away, elsewhere. */
import type { Saver } from './saver';

/** How long the server knows of a draft that it ended. */
const KNOWN_MS = 24 * 3_600_000;

/** `isGone` is whether the server has a draft no more; what it does not answer is not gone. */
export async function isOver<Content>(
  saver: Saver<Content>,
  isGone: (draft: string) => Promise<boolean>,
  now_ms: number,
): Promise<boolean> {
  const { id, seq, durable, at_ms } = saver.kept;
  // What the server never got is nowhere else.
  if (saver.isUnsent || !(await isGone(id))) return false;
  const isUntouched = () => saver.kept.seq === seq;
  // Live Redis may have lost what Postgres had not got yet: sent again, a draft that was
  // lost is there anew, and one that ended is not. After that time only what Postgres had
  // is known to have ended: a text that is there twice is better than none.
  if (durable === null || now_ms - at_ms < KNOWN_MS) {
    if (!isUntouched() || !(await saver.ask()) || !(await isGone(saver.kept.id))) return false;
  }
  return isUntouched();
}
