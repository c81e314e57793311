import { expect, test } from 'vitest';
import { toldBy } from './youtube-messages';

const said = (event: string, info: unknown) => toldBy(JSON.stringify({ event, info, id: 1 }));

test('what the embed tells is read, and what it does not speak of is left out', () => {
  expect(said('onReady', null)).toEqual({ ready: true });
  expect(said('infoDelivery', { currentTime: 12.5, playerState: 1 })).toEqual({
    atMs: 12_500,
    state: 1,
  });
  expect(
    said('initialDelivery', {
      duration: 60,
      playbackRate: 1.5,
      videoLoadedFraction: 0.25,
      videoData: { title: 'A clock' },
    }),
  ).toEqual({ durationMs: 60_000, rate: 1.5, loaded: 0.25, title: 'A clock' });
});

test('a video that is not shown elsewhere is refused, and one that is gone is gone', () => {
  expect(said('onError', 150)).toEqual({ failed: 'refused' });
  expect(said('onError', 153)).toEqual({ failed: 'refused' });
  expect(said('onError', 100)).toEqual({ failed: 'gone' });
  expect(said('onError', 7)).toEqual({ failed: 'unplayable' });
});

test('a state comes alone, too', () => {
  expect(said('onStateChange', 2)).toEqual({ state: 2 });
});

test('what is no message of the embed tells nothing', () => {
  for (const data of [null, {}, 'no JSON', '"text"', '{"event":"apiInfoDelivery","info":{}}']) {
    expect(toldBy(data)).toBeNull();
  }
});
