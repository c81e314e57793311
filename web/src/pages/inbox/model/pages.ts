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

/** Whether one is unread and not here, or somebody joined in since it came. */
export function isNew(here: readonly Notice[], { id, at_ms, read }: Notice): boolean {
  return !read && !here.some((notice) => notice.id === id && notice.at_ms >= at_ms);
}

/** Of notices, those that are read, each as of when it was so. */
export function readIn(notices: readonly Notice[]): ReadonlyMap<string, number> {
  const read = notices.filter((notice) => notice.read);
  return new Map(read.map(({ id, at_ms }) => [id, at_ms]));
}

/** With those read, or unread again, that it is said of. */
export function marked(
  items: readonly Notice[],
  isMeant: (notice: Notice) => boolean,
  read = true,
): readonly Notice[] {
  return items.map((notice) => (isMeant(notice) ? { ...notice, read } : notice));
}
