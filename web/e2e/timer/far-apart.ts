import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SlowLine } from '../slow-line';
import { launch, ready } from '../stage';
import { command, makeLink, makeTimer, through } from './timers';
import { zeroComputed, zeroShown } from './zero';

const PHONE = { width: 390, height: 844 };
const LONG_WAY_MS = 150;
const APART_MS = 30;

/** What is measured in milliseconds, and wants a machine that does nothing else. */
export function farApart(): void {
  let browser: Browser;
  let far: SlowLine;

  beforeAll(async () => {
    browser = await launch();
    far = await SlowLine.open(ready.api, LONG_WAY_MS);
  });

  afterAll(async () => {
    await browser.close();
    far.close();
  });

  test('screens far apart show the same time', async () => {
    const other = await launch();
    try {
      const session = await makeTimer({ budget_ms: 9_900, on_end: { kind: 'none' } });
      const viewer = await makeLink(session, 'viewer');
      const near = await browser.newPage({ viewport: PHONE });
      await near.goto(viewer.url);
      const away = await other.newPage({ viewport: PHONE });
      const bare = await other.newPage();
      await Promise.all([
        away.goto(through(far.base, viewer)),
        bare.goto(`${far.base}/favicon.svg`),
      ]);
      for (const page of [near, away]) await page.locator('.panel[data-id="a"]').waitFor();
      await command(session, 'start');
      for (const page of [near, away]) await page.locator('.panel[data-on][data-id="a"]').waitFor();
      const socket = `${far.base.replace('http', 'ws')}/ws/sessions/${session}?link=${viewer.token}`;
      const zeros = await Promise.all([
        zeroShown(near, 'a'),
        zeroShown(away, 'a'),
        zeroComputed(bare, socket, 'a'),
      ]);
      const apart = Math.max(...zeros) - Math.min(...zeros);
      expect(apart, zeros.join(', ')).toBeLessThan(APART_MS);
    } finally {
      await other.close();
    }
  });
}
