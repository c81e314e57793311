/** A host of media that sends a slice at a time, and may fall silent between two. */
import type { BrowserContext } from 'playwright-core';
import { CLOCK, MEDIA } from './rooms';

/** Some nine seconds of the clock: of much less nothing is shown. */
const SLICE = 64 * 1_024;

export class SlowHost {
  private goesOn = Promise.resolve();
  private resume = () => {};

  /** Serves whatever is called `slow-…` to one browser. */
  async serve(context: BrowserContext): Promise<void> {
    await context.route(`${MEDIA}/slow-*`, async (route) => {
      const range = (await route.request().headerValue('range')) ?? '';
      const from = Number(range.match(/bytes=(\d+)-/)?.[1] ?? 0);
      if (from > 0) await this.goesOn;
      const end = Math.min(from + SLICE, CLOCK.length);
      const headers = {
        'content-type': 'video/webm',
        'accept-ranges': 'bytes',
        'content-range': `bytes ${from}-${end - 1}/${CLOCK.length}`,
      };
      // A page that went elsewhere asks for it no more.
      await route
        .fulfill({ status: 206, headers, body: CLOCK.subarray(from, end) })
        .catch(() => {});
    });
  }

  /** Nothing comes behind the first slice. */
  hold(): void {
    this.goesOn = new Promise((done) => {
      this.resume = done;
    });
  }

  release(): void {
    this.resume();
    this.goesOn = Promise.resolve();
  }
}
