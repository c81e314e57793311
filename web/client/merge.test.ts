import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Change, changed, type Entries } from './merge.ts';

test('what a change does not name stays, what it names comes whole', () => {
  const view = { active: 'a' as string | null, list: [1, 2], round: { n: 1, of: 2 } };
  expect(changed(view, { active: null, list: [3], round: { n: 2 } })).toEqual({
    active: null,
    list: [3],
    round: { n: 2 },
  });
  expect(view).toEqual({ active: 'a', list: [1, 2], round: { n: 1, of: 2 } });
});

test('a known item keeps its place and a new one goes to the end', () => {
  const list = [
    { id: 'a', n: 1 },
    { id: 'b', n: 1 },
    { id: 'c', n: 1 },
  ];
  const entries = { list: { c: null, a: { id: 'a', n: 2 }, d: { id: 'd' } } };
  expect(changed({ list, n: 1 }, { n: 2 }, entries)).toEqual({
    list: [{ id: 'a', n: 2 }, { id: 'b', n: 1 }, { id: 'd' }],
    n: 2,
  });
  expect(list).toHaveLength(3);
});

test('entries are put into what the change has just brought', () => {
  const view = { list: [{ id: 'a' }], map: { a: 1 } };
  const change = { list: [{ id: 'b' }] };
  expect(changed(view, change, { list: { c: { id: 'c' } }, map: { b: 2 } })).toEqual({
    list: [{ id: 'b' }, { id: 'c' }],
    map: { a: 1, b: 2 },
  });
});

type Case = { before: object; after: object; change: Change; entries?: Entries };

/** Null and not there are the same for a member of a view. */
const members = (view: object) => Object.entries(view).filter(([, value]) => value !== null);

test('what the server tells of any change leads to the view after it', () => {
  const text = readFileSync(
    new URL('../../session/src/difference/cases.json', import.meta.url),
    'utf8',
  );
  const cases: Case[] = JSON.parse(text);
  for (const { before, after, change, entries } of cases) {
    const view = changed(before, change, entries);
    const sorted = (view: object) => members(view).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(JSON.stringify(canonical(sorted(view)))).toBe(JSON.stringify(canonical(sorted(after))));
  }
  expect(cases.filter(({ entries }) => entries).length).toBeGreaterThan(50);
});

/** With the keys of maps in one order: `toEqual` does not see a key like `__proto__`. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, of]) => [key, canonical(of)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
