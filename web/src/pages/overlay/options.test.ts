import { expect, test } from 'vitest';
import type { MeterView } from '../../kinds/meter/paint/view';
import { optionsOf, overridden } from './options';

test('what cannot be read is as if it were not there', () => {
  expect(optionsOf('')).toEqual({ scale: 1 });
  expect(optionsOf('?theme=pink&display=3d&scale=99&for=%20')).toEqual({ scale: 1 });
  expect(optionsOf('?scale=nan')).toEqual({ scale: 1 });
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
  const options = optionsOf('?theme=light&display=split&for=Ja&scale=2');
  expect(options.scale).toBe(2);
  expect(overridden(view, options)).toEqual({
    ...view,
    theme: 'light',
    display: 'split',
    labels: { for: 'Ja', against: 'No' },
  });
});
