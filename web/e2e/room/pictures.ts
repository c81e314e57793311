/** Which picture is shown at which instant, on the one clock of this machine. */
import type { Page } from 'playwright-core';
import { asked } from '../asked';
import { ready } from '../stage';
import type { Room } from './rooms';

/** Where everybody is to be, as the server says it. */
export type Anchor = { media_ms: number; server_ms: number; rate: number };

/** A room’s anchor, once it is behind us by `since_ms`. */
export async function anchorOf(room: Room, page: Page, since_ms = 0): Promise<Anchor> {
  const answer = await asked(`${ready.api}/api/v1/sessions/${room.id}`, {
    headers: { authorization: `Bearer ${ready.api_token}` },
  });
  const { playback } = (await answer.json()).view;
  const anchor = {
    media_ms: playback.anchor_media_ms,
    server_ms: playback.anchor_server_ms,
    rate: playback.rate,
  };
  const from = anchor.server_ms + since_ms;
  await page.waitForFunction((from) => performance.timeOrigin + performance.now() > from, from);
  return anchor;
}

/** How far a page is ahead of the anchor, by the median of frames that it shows. */
export function ahead(page: Page, anchor: Anchor, frames = 9): Promise<number> {
  return page.evaluate(
    ({ anchor, frames }) =>
      new Promise<number>((done) => {
        const video = document.querySelector<HTMLVideoElement>('.player > video:not([hidden])');
        const seen: number[] = [];
        const see = (_: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata) => {
          const at_ms = performance.timeOrigin + expectedDisplayTime;
          const due_ms = anchor.media_ms + (at_ms - anchor.server_ms) * anchor.rate;
          seen.push(mediaTime * 1_000 - due_ms);
          if (seen.length < frames) video?.requestVideoFrameCallback(see);
          else done(seen.toSorted((a, b) => a - b)[Math.floor(frames / 2)] ?? Number.NaN);
        };
        video?.requestVideoFrameCallback(see);
      }),
    { anchor, frames },
  );
}

/** After how long a page is in step, and stays there for half a second; gives up after a minute. */
export function inStep(page: Page, anchor: Anchor, within_ms: number): Promise<number> {
  return page.evaluate(
    ({ anchor, within_ms }) =>
      new Promise<number>((done) => {
        const video = document.querySelector<HTMLVideoElement>('.player > video:not([hidden])');
        const began = performance.now();
        let since = Number.POSITIVE_INFINITY;
        const see = (_: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata) => {
          const now = performance.now();
          const at_ms = performance.timeOrigin + expectedDisplayTime;
          const due_ms = anchor.media_ms + (at_ms - anchor.server_ms) * anchor.rate;
          const is_off = Math.abs(mediaTime * 1_000 - due_ms) >= within_ms;
          if (is_off) since = Number.POSITIVE_INFINITY;
          else since = Math.min(since, now);
          if (now - since > 500) done(since - began);
          else video?.requestVideoFrameCallback(see);
        };
        setTimeout(() => done(Number.NaN), 60_000);
        video?.requestVideoFrameCallback(see);
      }),
    { anchor, within_ms },
  );
}

/** Throws a page’s picture off by its own hand. */
export const throwOff = (page: Page, by_s: number) =>
  page.evaluate((by_s) => {
    const video = document.querySelector<HTMLVideoElement>('.player > video:not([hidden])');
    if (video) video.currentTime += by_s;
  }, by_s);
