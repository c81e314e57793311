import { expect, test } from 'vitest';
import { seat, timer } from './example';
import { readingOf } from './reading';

test('the active clock counts from its anchor, the other stands', () => {
  const view = timer();
  const [a, b] = [seat('a'), seat('b')];
  expect(readingOf(view, a, 31_500)).toMatchObject({ main: '0:30', tenths: '', isOn: true });
  expect(readingOf(view, b, 31_500)).toMatchObject({ main: '1:00', isOn: false });
});

test('near its end a clock shows tenths', () => {
  const at = (ms: number) => readingOf(timer(), seat('a'), ms);
  expect(at(41_000)).toMatchObject({ main: '0:20', tenths: '' });
  expect(at(51_000)).toMatchObject({ main: '0:10', tenths: '.0', level: 'low' });
  expect(at(51_100)).toMatchObject({ main: '0:09', tenths: '.9' });
  expect(at(99_000)).toMatchObject({ main: '0:00', tenths: '.0', level: 'over' });
});

test('a stopwatch shows what was used', () => {
  const a = seat('a', { remaining_ms: null, used_ms: 2_300 });
  const view = timer({ mode: 'count_up', participants: [a] });
  expect(readingOf(view, a, 4_000)).toMatchObject({ main: '0:05', tenths: '', level: 'enough' });
  const paused = timer({ ...view, status: 'paused' });
  expect(readingOf(paused, a, 4_000)).toMatchObject({ main: '0:02', tenths: '' });
});
