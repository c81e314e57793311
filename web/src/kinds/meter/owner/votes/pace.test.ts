import { expect, test } from 'vitest';
import { paceOf } from './pace';

test('votes a second, without the bucket under way', () => {
  const activity = {
    is_active: true,
    overlays: 1,
    votes_per_s: 2,
    bucket_s: 5,
    buckets: [
      { at_ms: 0, votes: 10 },
      { at_ms: 5_000, votes: 0 },
      { at_ms: 10_000, votes: 3 },
    ],
  };
  expect(paceOf(activity, 12_000)).toEqual({ across_s: [0, 5], votes_per_s: [2, 0] });
});
