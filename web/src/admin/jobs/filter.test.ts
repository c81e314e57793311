import { expect, test } from 'vitest';
import {
  addressOf,
  askedOf,
  EVERYTHING,
  filterOf,
  isNarrow,
  type JobFilter,
  queryOf,
  toggled,
} from './filter';

const NARROW: JobFilter = {
  states: ['retrying', 'dead'],
  name: 'sync_config',
  queue: 'sync',
  worker: 'w-1',
  text: 'a&b=c "d"',
  last: null,
  since_ms: 1_700_000_000_000,
  until_ms: 1_700_000_060_000,
  like: '0198a4c0-1111-7000-8000-0123456789ab',
};

test.each([EVERYTHING, NARROW, { ...EVERYTHING, last: '1h' as const }])(
  'a filter comes back from its address',
  (filter) => {
    expect(filterOf(queryOf(filter))).toEqual(filter);
    expect(filterOf(new URL(addressOf(filter), 'http://x').searchParams)).toEqual(filter);
  },
);

test('everything has the shortest address', () => {
  expect(addressOf(EVERYTHING)).toBe('/admin/jobs');
  expect(isNarrow(EVERYTHING)).toBe(false);
});

test('states come as a list or one by one, in any order', () => {
  const wanted = ['queued', 'dead'];
  expect(filterOf(new URLSearchParams('state=dead,queued')).states).toEqual(wanted);
  expect(filterOf(new URLSearchParams('state=dead&state=queued&state=none')).states).toEqual(
    wanted,
  );
});

test('what cannot be read is left out', () => {
  const filter = filterOf(new URLSearchParams('last=toString&since_ms=soon&name=++&cursor=abc'));
  expect(filter).toEqual(EVERYTHING);
});

test('lately is counted from now', () => {
  const asked = askedOf({ ...NARROW, last: '15m' }, 1_000_000_000);
  expect(asked.since_ms).toBe(1_000_000_000 - 15 * 60_000);
  expect(asked.state).toEqual(['retrying', 'dead']);
  expect(askedOf(NARROW, 0).since_ms).toBe(NARROW.since_ms);
});

test('a state is put in and taken out, in its place', () => {
  expect(toggled(NARROW, 'queued').states).toEqual(['queued', 'retrying', 'dead']);
  expect(toggled(NARROW, 'dead').states).toEqual(['retrying']);
});
