/** Items in a row: one link shows the one that is on. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { makeLink } from './timers';

export function agenda(): void {
  let browser: Browser;
  let owner: Page;
  let screen: Page;

  beforeAll(async () => {
    browser = await launch();
    owner = await browser.newPage({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await owner.goto(ready.dashboard_url);
  });

  afterAll(() => browser.close());

  const button = (name: string | RegExp) => owner.getByRole('button', { name });

  test('it is made from a template', async () => {
    await owner.goto(`${ready.api}/timer/new`);
    await button(/^Agenda/).click();
    await expect.poll(() => owner.getByLabel('Rounds').inputValue()).toBe('1');
    await owner.getByText('An agenda: each is on once').waitFor();
    await owner.getByRole('button', { name: 'Create', exact: true }).click();
    await owner.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor();
    await owner.getByText('Live', { exact: true }).waitFor();
    const session = new URL(owner.url()).pathname.split('/')[2] ?? '';
    screen = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await screen.goto((await makeLink(session, 'viewer')).url);
    await screen.getByText('Welcome').first().waitFor();
  });

  test('one link shows what is on and what comes next, and a press leads on', async () => {
    await button(/^Start/).click();
    for (const [now, next] of [
      ['Welcome', 'Talk'],
      ['Talk', 'Questions'],
      ['Questions', 'Wrap-up'],
    ] as const) {
      await screen.locator('.panel', { hasText: now }).first().waitFor();
      await screen.locator('.order', { hasText: next }).waitFor();
      await expect.poll(() => screen.locator('.order', { hasText: now }).count()).toBe(0);
      if (now === 'Talk') {
        await keep(screen, 'timer-agenda-screen');
        expect(await barriers(screen)).toEqual([]);
      }
      await button(new RegExp(`^End turn → .*${next}`)).click();
    }
    await screen.locator('.panel', { hasText: 'Wrap-up' }).first().waitFor();
  });

  test('the end of the last item is the end of all', async () => {
    await button(/^End the last turn/).click();
    await owner.getByText('Completed', { exact: false }).first().waitFor();
    await screen.getByText('Finished', { exact: false }).first().waitFor();
  });
}
