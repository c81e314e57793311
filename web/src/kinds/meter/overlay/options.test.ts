import { expect, test } from 'vitest';
import type { MeterView } from '../paint/view';
import { optionsOf, overridden } from './options';

const optionsIn = (search: string) => optionsOf(new URLSearchParams(search));

test('what cannot be read is as if it were not there', () => {
  expect(optionsIn('')).toEqual({ labels: {} });
  expect(optionsIn('?theme=pink&display=3d&for=%20')).toEqual({ labels: {} });
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
    round: null,
  };
  expect(overridden(view, optionsIn('?theme=light&display=split&for=Ja'))).toEqual({
    ...view,
    theme: 'light',
    display: 'split',
    labels: { for: 'Ja', against: 'No' },
  });
});
