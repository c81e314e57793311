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
  offline.connection({ is: 'lost' });
  clock.ms = 22_400;
  expect(offline.words(0)).toBe('Offline, 12 s: your taps are kept');
  clock.ms = 41_000;
  expect(offline.words(1)).toMatch(/^Offline, 31 s: .*too late$/);
});

test('back: what was kept is told, then counted', async () => {
  const { clock, offline } = clocked();
  offline.tapped(Promise.resolve(true));
  offline.connection({ is: 'lost' });
  offline.tapped(Promise.resolve(true));
  clock.ms = 4_000;
  offline.connection({ is: 'live' });
  expect(offline.words(2)).toBe('Back: telling 2 taps');
  await Promise.resolve();
  expect(offline.words(0)).toBe('Back: 2 taps counted');
  clock.ms = 9_001;
  expect(offline.words(0)).toBe('');
  offline.connection({ is: 'lost' });
  offline.connection({ is: 'live' });
  expect(offline.words(0)).toBe('Back');
});

test('what did not count is not said to have', async () => {
  const { offline } = clocked();
  offline.connection({ is: 'lost' });
  offline.tapped(Promise.resolve(true));
  offline.tapped(Promise.resolve(false));
  offline.connection({ is: 'live' });
  await Promise.resolve();
  expect(offline.words(0)).toBe('Back: 1 of 2 taps counted');
});

test('where no tap may be late, none is promised', () => {
  const { offline } = clocked(0);
  offline.connection({ is: 'lost' });
  expect(offline.words(0)).toBe('Offline, 0 s: taps do not count');
});
