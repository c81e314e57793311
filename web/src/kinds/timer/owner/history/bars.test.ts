import { expect, test } from 'vitest';
import { barsOf } from './bars';

const turn = (of: string, took_ms: number) => ({ of, at_ms: 0, took_ms });
const name = (id: string) => id.toUpperCase();

test('each turn is a bar of one line', () => {
  const { across, lines } = barsOf([turn('a', 1_000), turn('b', 2_500)], name, () => '#123456');
  expect(across).toEqual([1, 2]);
  expect(lines).toEqual([
    { label: 'A', colour: '#123456', values: [1, null] },
    { label: 'B', colour: '#123456', values: [null, 2.5] },
  ]);
});

test('of many participants the others are one line', () => {
  const turns = Array.from({ length: 12 }, (_, n) => turn(`p${n}`, 1_000));
  const { lines } = barsOf(turns, name, () => '#123456');
  expect(lines).toHaveLength(8);
  expect(lines.at(-1)?.label).toBe('Others');
  expect(lines.at(-1)?.values.filter((value) => value !== null)).toHaveLength(5);
});

test('of many turns the last are shown, by their own numbers', () => {
  const { across } = barsOf(
    Array.from({ length: 1_000 }, () => turn('a', 1)),
    name,
    () => '',
  );
  expect([across.length, across[0], across.at(-1)]).toEqual([400, 601, 1_000]);
});
