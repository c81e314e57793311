import { expect, test } from 'vitest';
import type { Draft } from './fields';
import { faultsOf } from './limits';
import { CONFIG } from './sample';

test('a good config has no faults', () => {
  expect(faultsOf(CONFIG)).toEqual([]);
});

test.each<[Partial<Draft>, string, string]>([
  [{ triggers: { for: [], against: ['no'] } }, 'triggers.for', '1 to 5 words'],
  [
    { triggers: { for: ['yes'], against: ['1', '2', '3', '4', '5', '6'] } },
    'triggers.against',
    '1 to 5 words',
  ],
  [
    { triggers: { for: ['y'.repeat(101)], against: ['no'] } },
    'triggers.for',
    'words of 1 to 100 characters',
  ],
  [{ labels: { for: ' ', against: 'No' } }, 'labels.for', '1 to 50 characters'],
  [{ decay_per_s: 2.1 }, 'decay_per_s', '0.1 to 2.0'],
  [{ weight: null }, 'weight', '1 to 50'],
  [{ window_s: 5.5 }, 'window_s', '5 to 120'],
  [{ votes_per_min: -1 }, 'votes_per_min', '0 to 1,000,000'],
  [
    { theme: { for: '#fff', against: '#ff00ff', text: '#ffffff', background: '#222222' } },
    'theme.for',
    'a colour like #3b82f6',
  ],
])('%o is not right', (change, field, message) => {
  expect(faultsOf({ ...CONFIG, ...change })).toEqual([{ field, message }]);
});

test('a word on both sides is said at both', () => {
  const triggers = { for: ['yes'], against: ['no', ' YES '] };
  expect(faultsOf({ ...CONFIG, triggers })).toEqual(
    ['triggers.for', 'triggers.against'].map((field) => ({
      field,
      message: '“ YES ” is on both sides',
    })),
  );
});

test('white space around a text is not counted', () => {
  const room = ' '.repeat(60);
  const labels = { for: `\t${room}${'x'.repeat(50)}${room}`, against: ' No\n' };
  const triggers = { for: [`${room}${'y'.repeat(100)}${room}`], against: ['\tno'] };
  expect(faultsOf({ ...CONFIG, labels, triggers })).toEqual([]);
});

test('characters are counted as people count them', () => {
  expect(faultsOf({ ...CONFIG, labels: { for: '🎉'.repeat(50), against: 'No' } })).toEqual([]);
});
