/** What docs/pages.md promises is told by stories, each of which names what it is about. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const STORIES = resolve(import.meta.dirname, '../../e2e');
const PROMISES = resolve(import.meta.dirname, '../../../docs/pages.md');

const files = readdirSync(STORIES, { recursive: true, encoding: 'utf8' });
const titles = files
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [
    ...readFileSync(join(STORIES, path), 'utf8').matchAll(/\((D\d+(?:, D\d+)*)\)['"`]/g),
  ])
  .flatMap(([, numbers]) => numbers?.split(', ') ?? []);

test('each promise has a story, and each number a promise', () => {
  const promised = [...readFileSync(PROMISES, 'utf8').matchAll(/^\| (D\d+) \|/gm)];
  const numbers = promised.map(([, number]) => number ?? '');
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, at) => `D${at + 1}`));
  expect(numbers.filter((number) => !titles.includes(number))).toEqual([]);
  expect(titles.filter((number) => !numbers.includes(number))).toEqual([]);
});
