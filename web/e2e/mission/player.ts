/** Somebody of an audience, signed in by the simulated Twitch. */

import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { ready, troubles } from '../stage';

export type Player = { page: Page; found: string[] };

export async function player(browser: Browser): Promise<Player> {
  const context = await browser.newContext({
    colorScheme: 'dark',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${ready.api}/auth/twitch`);
  await page.getByLabel('Another name').fill(`e2e_${randomUUID().slice(0, 8)}`);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(`${ready.api}/**`);
  return { page, found: troubles(page) };
}
