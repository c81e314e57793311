import { expect, test, vi } from 'vitest';
import type { Kept } from './keep';
import { isOver } from './over';
import { type Content, rig, text } from './rig';

const DAY_MS = 24 * 3_600_000;
const KEPT: Partial<Kept<Content>> = {
  seq: 4,
  sent: 4,
  base: '4.0',
  durable: '3.0',
  content: text('a'),
};

/** What the server says of the draft, one time after the other. */
const says = (...gone: boolean[]) => vi.fn(async (_: string) => gone.shift() ?? false);

test('a draft that ended is over, and one that is there is not', async () => {
  const { saver, answers, sent } = rig(KEPT);
  expect(await isOver(saver, says(false), 0)).toBe(false);
  expect(sent).toEqual([]);
  answers.push({ is: 'taken', rev: '4.0', durable: '4.0' });
  expect(await isOver(saver, says(true, true), 0)).toBe(true);
});

test('what the server never got is not over, whatever became of the draft', async () => {
  const { saver } = rig({ ...KEPT, seq: 5 });
  const gone = says(true, true);
  expect(await isOver(saver, gone, 9 * DAY_MS)).toBe(false);
  expect(gone).not.toHaveBeenCalled();
});

test('a draft that live Redis lost is put there again', async () => {
  const { saver, sent } = rig(KEPT);
  expect(await isOver(saver, says(true, false), 0)).toBe(false);
  expect(sent).toMatchObject([{ id: 'd', text: 'a' }]);
});

test('where it cannot be sent again nothing is known', async () => {
  const { saver, answers } = rig(KEPT);
  answers.push({ is: 'refused', why: 'offline' });
  expect(await isOver(saver, says(true, true), 0)).toBe(false);
});

test('what the end did not have is a draft of its own', async () => {
  const { saver, answers } = rig(KEPT);
  answers.push({ is: 'taken', id: 'c', rev: '1.1', durable: null });
  const gone = says(true, false);
  expect(await isOver(saver, gone, 0)).toBe(false);
  expect(gone.mock.calls).toEqual([['d'], ['c']]);
  expect(saver.kept.id).toBe('c');
});

test('an end that the server has forgotten by now makes no draft anew', async () => {
  const { saver, sent } = rig(KEPT);
  expect(await isOver(saver, says(true), DAY_MS)).toBe(true);
  expect(sent).toEqual([]);
  const never = rig({ ...KEPT, durable: null });
  expect(await isOver(never.saver, says(true, false), DAY_MS)).toBe(false);
  expect(never.sent).toHaveLength(1);
});

test('what is typed while it is asked is not over', async () => {
  const { saver } = rig(KEPT);
  const gone = async () => {
    saver.typed(text('ab'));
    return true;
  };
  expect(await isOver(saver, gone, DAY_MS)).toBe(false);
});
