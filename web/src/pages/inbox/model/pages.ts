/** Pages of notices that meet, and what becomes of them when some are read. */
import type { Notice } from './notice';

/**
 * In their order, each once, as it came last: a notice moves up when somebody joins in,
 * and may be on two pages then.
 */
export function merged(here: readonly Notice[], came: readonly Notice[]): readonly Notice[] {
  const all = new Map(here.map((notice) => [notice.id, notice]));
  for (const notice of came) all.set(notice.id, notice);
  return [...all.values()].sort((one, other) => other.at_ms - one.at_ms);
}

/** With those read, or unread again, that it is said of. */
export function marked(
  items: readonly Notice[],
  isMeant: (notice: Notice) => boolean,
  read = true,
): readonly Notice[] {
  return items.map((notice) => (isMeant(notice) ? { ...notice, read } : notice));
}
