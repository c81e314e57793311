import { expect, test } from 'vitest';
import type { CampConfig } from '../api/model';
import { configOf, draftOf } from './draft';
import { faultsOf } from './limits';

const CONFIG: CampConfig = {
  pack: { id: 'long_ebb' },
  difficulties: [1, 2, 3],
  tick_ms: 60_000,
  party_max: 4,
  out_max: 2_000,
  rest_s: 60,
  names: 'pack',
  blocked_names: ['Nobody', 'Ahab'],
  third_mark: 'lost',
  after_outage: 'tell',
  chat_word: null,
  season: { title: 'Spring tides', days: 28 },
  ticker: { corner: 'bottom_left', lines: 3 },
};

test('a form that nobody touched is the config', () => {
  expect(configOf(draftOf(CONFIG))).toEqual(CONFIG);
  const bare = { ...CONFIG, season: null, chat_word: '!ebb', pack: { id: 'x', version: 2 } };
  expect(configOf(draftOf(bare))).toEqual(bare);
});

test('names are one a line, and each once', () => {
  const draft = { ...draftOf(CONFIG), blocked: ' Ahab \n\nAhab\nStarbuck' };
  expect(configOf(draft).blocked_names).toEqual(['Ahab', 'Starbuck']);
});

test('what the server refuses is known before it is sent', () => {
  expect(faultsOf(CONFIG)).toEqual([]);
  const draft = {
    ...draftOf(CONFIG),
    tick_s: 4,
    party_max: 5,
    out_max: null,
    rest_s: 86_401,
    difficulties: [],
    blocked: 'x'.repeat(21),
    chat_word: 'y'.repeat(51),
    title: '',
    days: 93,
    lines: 2.5,
    pack_id: ' ',
  };
  expect(faultsOf(configOf(draft)).map(({ field }) => field)).toEqual([
    'tick_ms',
    'party_max',
    'out_max',
    'rest_s',
    'ticker.lines',
    'pack',
    'difficulties',
    'blocked_names',
    'chat_word',
    'season.title',
    'season.days',
  ]);
});
