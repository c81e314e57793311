import { expect, test } from 'vitest';
import { Offline } from './offline';

function clocked(grace_ms = 30_000) {
  const clock = { ms: 0 };
  return { clock, offline: new Offline(grace_ms, () => clock.ms) };
}

test('offline is said with its length, and what becomes of taps', () => {
  const { clock, offline } = clocked();
  offline.connection({ is: 'opening' });
  offline.connection({ is: 'live' });
  clock.ms = 10_000;
  expect(offline.words(0)).toBe('');
  offline.connection({ is: 'lost', since_ms: clock.ms });
  clock.ms = 22_400;
  expect(offline.words(0)).toBe('Offline for 12 s: your taps are saved');
  clock.ms = 41_000;
  expect(offline.words(1)).toMatch(/^Offline for 31 s: .*too late$/);
});

test('offline is as long as nothing was heard, not as long as that is known', () => {
  const { clock, offline } = clocked();
  clock.ms = 9_000;
  offline.connection({ is: 'lost', since_ms: 6_000 });
  expect(offline.words(0)).toBe('Offline for 3 s: your taps are saved');
});

test('back: what was kept is told, then counted', async () => {
  const { clock, offline } = clocked();
  offline.tapped(Promise.resolve(true));
  offline.connection({ is: 'lost', since_ms: clock.ms });
  offline.tapped(Promise.resolve(true));
  clock.ms = 4_000;
  offline.connection({ is: 'live' });
  expect(offline.words(2)).toBe('Online again: sending 2 taps');
  await Promise.resolve();
  expect(offline.words(0)).toBe('Online again: 2 taps counted');
  clock.ms = 9_001;
  expect(offline.words(0)).toBe('');
  offline.connection({ is: 'lost', since_ms: clock.ms });
  offline.connection({ is: 'live' });
  expect(offline.words(0)).toBe('Online again');
});

test('while nothing is known, that is said', () => {
  const { clock, offline } = clocked();
  clock.ms = 1;
  expect(offline.words(1, 500)).toBe('');
  expect(offline.words(1, 3_000)).toBe('Sent, no answer yet');
  offline.connection({ is: 'lost', since_ms: clock.ms });
  clock.ms = 1_000;
  offline.connection({ is: 'live' });
  expect(offline.words(1, 3_000)).toBe('Sent, no answer yet');
});

test('what did not count is not said to have', async () => {
  const { clock, offline } = clocked();
  offline.connection({ is: 'lost', since_ms: clock.ms });
  offline.tapped(Promise.resolve(true));
  offline.tapped(Promise.resolve(false));
  offline.connection({ is: 'live' });
  await Promise.resolve();
  expect(offline.words(0)).toBe('Online again: 1 of 2 taps counted');
});

test('where no tap may be late, none is promised', () => {
  const { clock, offline } = clocked(0);
  offline.connection({ is: 'lost', since_ms: clock.ms });
  expect(offline.words(0)).toBe('Offline for 0 s: taps do not count');
});
