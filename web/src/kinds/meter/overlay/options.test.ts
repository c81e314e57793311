import { expect, test } from 'vitest';
import type { MeterView } from '../paint/view';
import { optionsOf, overridden } from './options';

const optionsIn = (search: string) => optionsOf(new URLSearchParams(search));

test('what cannot be read is as if it were not there', () => {
  expect(optionsIn('')).toEqual({ labels: {} });
  expect(optionsIn('?theme=pink&display=3d&for=%20')).toEqual({ labels: {} });
});

test('a label is as long as it is read, and no letter of it is cut in two', () => {
  const family = '👨‍👩‍👧'.repeat(30);
  expect(optionsIn(`?for=${family}`).labels.for).toBe(family);
  expect(optionsIn(`?for=${family}${family}`).labels.for).toBe('👨‍👩‍👧'.repeat(50));
});

test('the address overrides the view', () => {
  const view: MeterView = {
    model: 'decay',
    value: 0,
    at_ms: 0,
    decay_per_s: 0.5,
    tally_seq: 1,
    labels: { for: 'Yes', against: 'No' },
    theme: 'dark',
    display: 'combined',
    numbers: 'none',
    round: null,
    result: null,
  };
  expect(overridden(view, optionsIn('?theme=light&display=split&for=Ja'))).toEqual({
    ...view,
    theme: 'light',
    display: 'split',
    labels: { for: 'Ja', against: 'No' },
  });
});
