/** A server that has all the sockets it may: whoever comes then comes again. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm } from './calm';
import { launch, ready } from './stage';
import { makeLink, makeTimer } from './timer/timers';

const FULL = 2;

export function full(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  /** Refuses the first sockets of a page as the server does, and lets the others in. */
  async function refusing(page: Page, code: number): Promise<() => number> {
    let asked = 0;
    await page.routeWebSocket(/\/ws\//, (socket) => {
      asked += 1;
      if (asked > FULL) {
        socket.connectToServer();
        return;
      }
      socket.send(JSON.stringify({ type: 'bye', code, retry_ms: code === 3004 ? 500 : null }));
      socket.close({ code });
    });
    return () => asked;
  }

  // 3503 is what a server says that is older than its pages.
  test.each([3004, 3503])('the pages of links come back by themselves: %i', async (code) => {
    const timer = await makeTimer();
    for (const role of ['overlay', 'viewer'] as const) {
      const page = await browser.newPage();
      await calm(8_000);
      const asked = await refusing(page, code);
      await page.goto((await makeLink(timer, role)).url);
      await page.getByRole('timer').first().waitFor();
      expect(asked(), role).toBe(FULL + 1);
      await page.close();
    }
  });

  test.each([3004, 3503])('so do those of whoever is signed in: %i', async (code) => {
    const timer = await makeTimer();
    const page = await browser.newPage();
    await page.goto(ready.dashboard_url);
    for (const path of ['/dashboard', `/timer/${timer}`]) {
      await page.goto(`${ready.api}/api/docs`);
      const asked = await refusing(page, code);
      await page.goto(ready.api + path);
      await page.getByText('Live', { exact: true }).first().waitFor();
      expect(asked(), path).toBeGreaterThan(FULL);
    }
    await page.close();
  });
}
