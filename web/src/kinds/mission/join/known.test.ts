import { expect, test } from 'vitest';
import { campOf } from '../paint/example';
import { knownOf, survivorIn } from './known';

test('each is there once, and nobody whose name is hidden', () => {
  const [ada, ben] = [
    { survivor: 'a', name: 'Ada' },
    { survivor: 'b', name: 'Ben' },
  ];
  const lobby = { mission: 'm', difficulty: 1, code: false, seats: 1, party_max: 4, expires_ms: 9 };
  const view = campOf({
    lobbies: [
      { ...lobby, host: ada },
      { ...lobby, host: null },
    ],
    season: {
      title: 'S',
      ends_ms: 1,
      top: [
        { ...ada, salvage: 2 },
        { ...ben, salvage: 1 },
      ],
    },
  });
  expect(knownOf(view)).toEqual([ada, ben]);
  expect(knownOf({ ...view, hidden: [{ survivor: 'a', at_ms: 1 }] })).toEqual([ben]);
});

test('an address holds an id, and other words do not', () => {
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  expect(survivorIn(`https://downbeat.example/survivor/${id}?lang=de`)).toBe(id);
  expect(survivorIn(id.toUpperCase())).toBe(id);
  expect(survivorIn('Wren')).toBeNull();
});
