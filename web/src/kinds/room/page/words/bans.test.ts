import { expect, test } from 'vitest';
import { bySeat } from './bans';

const ban = (id: string, seat: string, until_ms: number, more = {}) => ({
  ...{ id, seat, until_ms, name: seat, reason: null, made_ms: 0, account: false, address: false },
  ...more,
});

test('a seat is kept out until the last of its bans ends, and by all of them', () => {
  const kept = bySeat([
    ban('1', 'Kit', 10, { account: true }),
    ban('2', 'Jo', 5),
    ban('3', 'Kit', 90, { reason: 'spam', address: true }),
    ban('4', 'Kit', 20),
  ]);
  expect(kept.map(({ id, seat, until_ms }) => [id, seat, until_ms])).toEqual([
    ['3', 'Kit', 90],
    ['2', 'Jo', 5],
  ]);
  expect(kept[0]).toMatchObject({ reason: 'spam', account: true, address: true });
});
