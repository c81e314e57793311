import { expect, test } from 'vitest';
import { applied, hasNewer, merged, NOTHING, newFrom, replaced, type Shown } from './log';
import type { Message } from './rights';

function message(seq: number | null, more: Partial<Message> = {}): Message {
  const id = `m${seq}`;
  return { id, seq, state: 'shown', pinned: false, mine: false, text: id, ...more } as Message;
}

const run = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => message(from + at));
const shown = (from: number, to: number, head = to): Shown => ({
  ...NOTHING,
  items: run(from, to),
  head,
  n: 10,
});
const change = (n: number, of: Message, op = 'posted') => ({ n, op, message: of });
const seqs = ({ items }: Pick<Shown, 'items'>) => items.map(({ seq }) => seq);

test('pages meet in order, and what overlaps is there once, as it came last', () => {
  const items = merged(run(3, 6), [...run(1, 2), message(3, { text: 'edited' })]);
  expect(seqs({ items })).toEqual([1, 2, 3, 4, 5, 6]);
  expect(items[2]?.text).toBe('edited');
  expect(merged(run(1, 1), [message(null)])).toHaveLength(1);
});

test('what is said is added at the end, what is edited stays in its place', () => {
  const after = applied(shown(4, 6), {
    items: [change(11, message(7)), change(12, message(5, { text: 'edited' }), 'edited')],
    n: 12,
  });
  expect(seqs(after)).toEqual([4, 5, 6, 7]);
  expect(after.items[1]?.text).toBe('edited');
  expect([after.head, after.n]).toEqual([7, 12]);
});

test('beyond a hole nothing is added, and it is known that there is more', () => {
  const after = applied(shown(4, 6, 20), { items: [change(11, message(21))], n: 11 });
  expect(seqs(after)).toEqual([4, 5, 6]);
  expect(after.head).toBe(21);
  expect(hasNewer(after)).toBe(true);
});

test('changes that are known change nothing, and the number never goes back', () => {
  const before = shown(1, 2);
  const after = applied(before, { items: [change(9, message(1, { text: 'old' }))], n: 9 });
  expect(after.items).toEqual(before.items);
  expect(after.n).toBe(10);
});

test('the first message of an empty circle comes by a change', () => {
  const after = applied(NOTHING, { items: [change(1, message(1))], n: 1 });
  expect(seqs(after)).toEqual([1]);
});

test('pins follow their messages', () => {
  const pinned = replaced(shown(1, 3), message(2, { pinned: true }));
  expect(pinned.pinned.map(({ seq }) => seq)).toEqual([2]);
  const edited = replaced(pinned, message(2, { pinned: true, text: 'edited' }));
  expect(edited.pinned.map(({ text }) => text)).toEqual(['edited']);
  expect(replaced(edited, message(2, { pinned: true, state: 'removed' })).pinned).toEqual([]);
  expect(replaced(edited, message(2)).pinned).toEqual([]);
});

test('what is new begins at the first that somebody else said', () => {
  const items = [message(4), message(5, { mine: true }), message(6)];
  expect(newFrom(items, 4)).toBe('m6');
  expect(newFrom(items, 3)).toBe('m4');
  expect(newFrom(items, 6)).toBeNull();
});
