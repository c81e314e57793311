import type { CircleNews } from '@downbeat/client';
import { expect, test } from 'vitest';
import { NOTHING, type Shown } from './log';
import { counted, type For, withCounts, withNews } from './news';
import type { Message } from './rights';

const COUNTS = { like: 0, love: 0, pray: 0, grateful: 0, inspire: 0, support: 0 };
const KIT = { id: 'kit', name: 'Kit' };
const READER: For = { me: 'ada', heard: new Set(['kit']) };

function message(seq: number, more: Partial<Message> = {}): Message {
  const own = { circle: 'c', mine: false, reaction: null, favourite: false, veiled: false };
  const state = { state: 'shown', pinned: false, author: KIT, counts: COUNTS, comments: 0 };
  const words = { text: `m${seq}`, html: `m${seq}`, edited_ms: null };
  return { id: `m${seq}`, seq, version: 1, ...state, ...words, ...own, ...more } as Message;
}

/** As it is told: without what is one reader's own. */
function told(n: number, of: Message, op: CircleNews['op'] = 'posted'): CircleNews {
  const { mine: _, reaction: __, favourite: ___, veiled: ____, ...rest } = of;
  return { n, op, seq: of.seq, message: rest };
}

const shown = (from: number, to: number, head = to): Shown => ({
  ...NOTHING,
  items: Array.from({ length: to - from + 1 }, (_, at) => message(from + at)),
  head,
  n: 10,
});
const view = (n: number, ...news: CircleNews[]) => ({ n, head: 0, news });
const seqs = ({ items }: Shown) => items.map(({ seq }) => seq);

test('what follows on what is here is put there, in the order of its numbers', () => {
  const edited = message(2, { text: 'edited', version: 2 });
  const news = [told(12, edited, 'edited'), told(11, message(4))];
  const now = withNews(shown(1, 3), view(12, ...news), READER);
  expect([now.isWhole, now.shown.n, seqs(now.shown)]).toEqual([true, 12, [1, 2, 3, 4]]);
  expect(now.shown.items[1]?.text).toBe('edited');
});

test('of what is known nothing is taken again', () => {
  const before = shown(1, 3);
  const now = withNews(before, view(10, told(10, message(3, { text: 'old' }))), READER);
  expect(now).toEqual({ shown: before, isWhole: true });
});

test('before a gap it goes as far as it can, and the rest is missing', () => {
  const now = withNews(shown(1, 3), view(14, told(11, message(4)), told(13, message(6))), READER);
  expect([now.isWhole, now.shown.n, seqs(now.shown)]).toEqual([false, 11, [1, 2, 3, 4]]);
  expect(withNews(shown(1, 3), view(40), READER).isWhole).toBe(false);
});

test('one that is told by its number alone is missing', () => {
  const now = withNews(shown(1, 3), view(11, { n: 11, op: 'posted', seq: 4 }), READER);
  expect([now.isWhole, now.shown.n]).toEqual([false, 10]);
});

test('whoever reads further up is told of it, and asks for nothing', () => {
  const now = withNews(shown(1, 3, 9), view(11, { n: 11, op: 'posted', seq: 10 }), READER);
  expect([now.isWhole, now.shown.head, seqs(now.shown)]).toEqual([true, 10, [1, 2, 3]]);
});

test('what somebody says who was not heard yet is asked for: they may be blocked', () => {
  const stranger = message(4, { author: { id: 'sam', name: 'Sam' } });
  expect(withNews(shown(1, 3), view(11, told(11, stranger)), READER).isWhole).toBe(false);
  const nobody = message(4, { author: null });
  expect(withNews(shown(1, 3), view(11, told(11, nobody)), READER).isWhole).toBe(false);
});

test('what is veiled stays so, whatever is told of it', () => {
  const before = shown(1, 3);
  const veiled = message(2, { veiled: true, author: null, text: null, html: null });
  const here = { ...before, items: [message(1), veiled, message(3)] };
  const now = withNews(here, view(11, told(11, message(2, { comments: 4 }), 'commented')), READER);
  expect(now.shown.items[1]).toMatchObject({ veiled: true, text: null, author: null, comments: 4 });
});

test('what is one’s own is added, and what it was is kept', () => {
  const mine = message(4, { author: { id: 'ada', name: 'Ada' } });
  const said = withNews(shown(1, 3), view(11, told(11, mine)), READER);
  expect(said.shown.items[3]).toMatchObject({ mine: true, reaction: null, circle: 'c' });
  const before = { ...shown(1, 1), items: [message(1, { reaction: 'love', favourite: true })] };
  const edited = told(11, message(1, { text: 'edited' }), 'edited');
  const now = withNews(before, view(11, edited), READER);
  expect(now.shown.items[0]).toMatchObject({ text: 'edited', reaction: 'love', favourite: true });
});

test('what not everybody sees is asked for, and so is what was held', () => {
  const hidden = { n: 11, op: 'hidden', seq: 2 } as const;
  expect(withNews(shown(1, 3), view(11, hidden), READER).isWhole).toBe(false);
  const held = { n: 11, op: 'removed', seq: null } as const;
  expect(withNews(shown(1, 3), view(11, held), READER).isWhole).toBe(false);
});

test('a pin on another page is kept among the pinned ones', () => {
  const pinned = told(11, message(2, { pinned: true }), 'pinned');
  const now = withNews(shown(50, 60), view(11, pinned), READER);
  expect(now.shown.pinned.map(({ seq }) => seq)).toEqual([2]);
});

test('counts are taken whole, and what did not move is the same', () => {
  const before = shown(1, 3);
  const now = counted(before, { m2: { love: 2 }, m9: { like: 1 } });
  expect(now.items[1]?.counts).toEqual({ ...COUNTS, love: 2 });
  expect(now.items[0]).toBe(before.items[0]);
  expect(counted(now, { m2: { love: 2 } })).toBe(now);
  expect(counted(now, { m2: {} }).items[1]?.counts).toEqual(COUNTS);
  const [comment] = before.items;
  expect(comment && withCounts(comment, {})).toBe(comment);
});

test('whether what has no name is one’s own is asked, not guessed', () => {
  const unnamed = message(4, { author: null, anonymous: true });
  expect(withNews(shown(1, 3), view(11, told(11, unnamed)), READER).isWhole).toBe(false);
});
