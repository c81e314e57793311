/**
 * What was told of a circle, put over what of it is on a page. Changes are numbered without
 * gaps: what is told counts as far as it follows on what is here, and the rest is asked for.
 * It is told to all alike, so what differs by who reads is added here, or asked for, too.
 */
import type { CircleNews, CircleToldMessage, CircleView } from '@downbeat/client';
import { applied, firstSeq, hasNewer, lastSeq, type Shown } from './log';
import type { Message } from './rights';

type Told = Pick<CircleView, 'n' | 'head' | 'news'>;

/** Who reads, and whose words are known to be shown to them: of others that is asked. */
export type For = {
  readonly me: string | null;
  readonly heard: ReadonlySet<string>;
};

export type Counts = CircleView['counts'];

const NONE: Message['counts'] = {
  like: 0,
  love: 0,
  pray: 0,
  grateful: 0,
  inspire: 0,
  support: 0,
};

/** As far as it goes; `isWhole`: nothing of it is missing. */
export function withNews(
  shown: Shown,
  told: Told,
  reader: For,
): { shown: Shown; isWhole: boolean } {
  let now = shown;
  const fresh = told.news.filter(({ n }) => n > shown.n).sort((one, other) => one.n - other.n);
  for (const item of fresh) {
    if (item.n !== now.n + 1) break;
    const next = after(now, item, reader);
    if (!next) break;
    now = next;
  }
  return { shown: now, isWhole: now.n >= told.n };
}

/** With reactions as they are counted now; the same where none moved. */
export function counted(shown: Shown, counts: Counts): Shown {
  const items = shown.items.map((item) => withCounts(item, counts));
  const pinned = shown.pinned.map((item) => withCounts(item, counts));
  const isSame = (now: readonly Message[], was: readonly Message[]) =>
    now.every((item, at) => item === was[at]);
  return isSame(items, shown.items) && isSame(pinned, shown.pinned)
    ? shown
    : { ...shown, items, pinned };
}

/** A message or a comment, with its counts where they were told. */
export function withCounts<Of extends Pick<Message, 'id' | 'counts'>>(of: Of, counts: Counts): Of {
  const told = counts[of.id];
  if (!told) return of;
  const now = { ...NONE, ...told };
  const isSame = Object.entries(now).every(([kind, count]) => count === (of.counts as never)[kind]);
  return isSame ? of : { ...of, counts: now };
}

/** Null where it cannot be known from what was told. */
function after(shown: Shown, item: CircleNews, reader: For): Shown | null {
  const { n, op, seq } = item;
  // One that was held is its author's and moderators'.
  if (seq === null) return null;
  const isHere = firstSeq(shown) <= seq && seq <= lastSeq(shown);
  const isNext = !hasNewer(shown) && seq > lastSeq(shown);
  const isPinned = op === 'pinned' || shown.pinned.some((one) => one.seq === seq);
  // What is on another page of it is read there.
  if (!isHere && !isNext && !isPinned) return { ...shown, n, head: Math.max(shown.head, seq) };
  const message = item.message ? personal(shown, item.message, reader) : null;
  return message && applied(shown, { items: [{ n, op, message }], n });
}

/** With what is different for whoever reads it. */
function personal(shown: Shown, message: CircleToldMessage, reader: For): Message | null {
  const there = [...shown.items, ...shown.pinned].find(({ id }) => id === message.id);
  const { state, version, pinned, comments, counts } = message;
  if (there?.veiled) return { ...there, state, version, pinned, comments, counts };
  if (there) {
    const { mine, reaction, favourite, veiled } = there;
    return { ...message, mine, reaction, favourite, veiled };
  }
  const author = message.author?.id;
  const mine = author !== undefined && author === reader.me;
  if (!mine && (author === undefined || !reader.heard.has(author))) return null;
  const own = { mine, reaction: null, favourite: false, veiled: false };
  return { ...message, ...own };
}
