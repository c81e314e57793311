/** Somebody new, who signs in with the simulated Twitch. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { ready } from './stage';

/** A login that nobody has had. */
export const someone = () => `e2e_${randomUUID().slice(0, 8)}`;

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${ready.api}/auth/twitch`);
  await page.getByLabel('Another name').fill(login);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.locator('.top .name').waitFor();
}
