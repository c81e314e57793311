import { expect, test } from 'vitest';
import type { MeterConfig, Session } from '../api/model';
import { allOf, conflictOf, isDecided, offered, resolved } from './conflict';
import { CONFIG } from './sample';

function saved(config: MeterConfig): Session {
  return { id: 's', kind: 'meter', config, config_version: 8, rev: null, view: null };
}

const MINE = { ...CONFIG, labels: { for: 'Aye', against: 'No' }, weight: 4 };
const THEIRS = { ...CONFIG, labels: { for: 'Ja', against: 'Nein' } };
/** In words, which are there once a test begins. */
const met = () => conflictOf(CONFIG, MINE, saved(THEIRS));

test('only what differs is shown, with who changed it', () => {
  expect(met().rows).toEqual([
    { field: 'labels.for', title: 'Label, for', mine: 'Aye', theirs: 'Ja', by: 'both' },
    { field: 'labels.against', title: 'Label, against', mine: 'No', theirs: 'Nein', by: 'theirs' },
    {
      field: 'weight',
      title: 'Vote strength',
      mine: '4 of 100',
      theirs: '10 of 100',
      by: 'mine',
    },
  ]);
});

test('what both changed waits for a choice', () => {
  const choices = offered(met());
  expect(choices).toEqual({ 'labels.against': 'theirs', weight: 'mine' });
  expect(isDecided(met(), choices)).toBe(false);
  expect(isDecided(met(), { ...choices, 'labels.for': 'mine' })).toBe(true);
});

test('each field becomes what was chosen', () => {
  const merged = resolved(met(), MINE, { ...offered(met()), 'labels.for': 'mine' });
  expect(merged).toEqual({ ...CONFIG, labels: { for: 'Aye', against: 'Nein' }, weight: 4 });
});

test('all can be chosen at once', () => {
  expect(resolved(met(), MINE, allOf(met(), 'theirs'))).toEqual(THEIRS);
  expect(resolved(met(), MINE, allOf(met(), 'mine'))).toEqual(MINE);
});

test('the same change twice is no conflict', () => {
  expect(conflictOf(CONFIG, MINE, saved(MINE)).rows).toEqual([]);
});
