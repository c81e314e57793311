import { expect, test } from 'vitest';
import type { Config, View } from '../api/model';
import { builtIn } from '../make/built-in';
import { changeOf, configOf, draftOf, seated } from './draft';

test('what is built in comes out of the form as it went in', () => {
  for (const { config } of builtIn()) expect(configOf(draftOf(config))).toEqual(config);
});

const CHESS: Config = {
  mode: 'per_participant',
  participants: [{ name: 'Ada' }, { id: 'p1', name: 'Kit', budget_ms: 60_000, meta: { seat: 4 } }],
  budget_ms: 180_000,
  increment: { kind: 'fischer', ms: 2_000 },
  on_end: { kind: 'end_session', outcome: 'time', winner_by: 'most_remaining' },
  auto_advance: false,
  warnings: { low_ms: 30_000 },
};

test('what another mode would not know is not sent, and not forgotten', () => {
  const draft = draftOf(CHESS);
  draft.mode = 'count_up';
  const config = configOf(draft);
  expect(config).not.toHaveProperty('budget_ms');
  expect(config).not.toHaveProperty('increment');
  expect(config.participants[1]).not.toHaveProperty('budget_ms');
  expect(config.on_end).toEqual({ kind: 'end_session', outcome: 'time' });
  draft.mode = 'per_participant';
  expect(configOf(draft).increment).toEqual(CHESS.increment);
});

test('white space around a text is not sent', () => {
  const draft = draftOf({ ...CHESS, title: '\u2003Blitz\t' });
  draft.participants = draft.participants.map((one) => ({ ...one, name: ` ${one.name}\n` }));
  draft.on_end.outcome = ' time ';
  const config = configOf(draft);
  expect(config.title).toBe('Blitz');
  expect(config.participants.map(({ name }) => name)).toEqual(['Ada', 'Kit']);
  expect(config.on_end).toMatchObject({ outcome: 'time' });
});

test('a change takes out what is not there any more', () => {
  const draft = draftOf(CHESS);
  draft.gain.kind = 'none';
  draft.low_ms = null;
  draft.on_end.kind = 'none';
  const none = { outcome: null, winner_by: null, penalty_ms: null, action: null };
  expect(changeOf(draft)).toMatchObject({
    increment: null,
    stages: null,
    warnings: { low_ms: null, critical_ms: null },
    on_end: { ...none, kind: 'none' },
  });
});

test('those who take part are those of the view, with what only the config knows', () => {
  const seen = { group: null, color: null, remaining_ms: 1, used_ms: 0, moves: 0, expired: false };
  const view = {
    participants: [
      { ...seen, id: 'p3', name: 'Lou' },
      { ...seen, id: 'p1', name: 'Kit' },
      { ...seen, id: 'p2', name: 'Ada' },
    ],
  } as Partial<View> as View;
  expect(seated(CHESS, view).participants).toEqual([
    { id: 'p3', name: 'Lou', group: null, color: null },
    CHESS.participants[1],
    { id: 'p2', name: 'Ada' },
  ]);
});
