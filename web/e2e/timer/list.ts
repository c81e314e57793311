/** The list of somebody's timers: it lives, and two of one name are told apart. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { command, makeTimer } from './timers';

export function timerList(): void {
  const title = `Cup ${randomUUID().slice(0, 4)}`;
  let browser: Browser;
  let page: Page;
  let on: string;
  let over: string;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    await page.goto(ready.dashboard_url);
    const named = (...names: string[]) => ({
      title,
      participants: names.map((name) => ({ id: name.toLowerCase(), name })),
    });
    on = await makeTimer(named('Ada', 'Kit'));
    await command(on, 'start');
    await makeTimer(named('Sam', 'Zoe', 'Lou', 'Max', 'Eve', 'Jo'));
    over = await makeTimer(named('Ann', 'Ben'));
    await command(over, 'start');
    await command(over, 'complete');
    await page.goto(`${ready.api}/timer?search=${encodeURIComponent(title)}`);
  });

  afterAll(() => browser.close());

  const rows = () => page.locator('.timers .row');
  const row = (id: string) => page.locator(`.timers .row[href="/timer/${id}"]`);

  test('a running timer shows whose turn it is and its time, as it runs (D32)', async () => {
    const time = row(on).locator('.now b');
    await row(on).locator('.now').getByText('Ada').waitFor();
    const before = await time.textContent();
    await expect.poll(() => time.textContent()).not.toBe(before);
    await command(on, 'switch');
    await row(on).locator('.now').getByText('Kit').waitFor();
    await keep(page, 'timer-list-lives');
    expect(await barriers(page)).toEqual([]);
  });

  test('two of one title are told apart by who plays (D32)', async () => {
    await expect.poll(() => rows().count()).toBe(3);
    await rows().getByText('Sam, Zoe, Lou, Max and 2 more').waitFor();
    await row(over).getByText('Ann, Ben').waitFor();
  });

  test('they are found by how they are, and the address says so (D32)', async () => {
    const choose = (name: string) => page.getByRole('radio', { name, exact: true }).check();
    for (const [name, state, count] of [
      ['Running', 'on', 1],
      ['Not started', 'ready', 1],
      ['Ended', 'over', 1],
      ['All', null, 3],
    ] as const) {
      await choose(name);
      await expect.poll(() => rows().count()).toBe(count);
      expect(new URL(page.url()).searchParams.get('state')).toBe(state);
    }
  });

  test('an end is no trouble: it has no warning’s colour (D32)', async () => {
    const bad = await page.evaluate(() => {
      const probe = document.createElement('i');
      probe.style.background = 'var(--bad)';
      document.body.append(probe);
      const colour = getComputedStyle(probe).backgroundColor;
      probe.remove();
      return colour;
    });
    const dot = row(over).locator('.dot');
    expect(await dot.evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe(bad);
  });
}
