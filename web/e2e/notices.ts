/** An inbox as its person finds it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Person } from './circles';
import { ready } from './stage';

export const INBOX = `${ready.api}/inbox`;

/** The bar's way there, by all that it is called. */
export const bell = (page: Page, name: string): Locator =>
  page.locator('.top .who').getByRole('link', { name, exact: true });

export const line = (page: Page, words: string): Locator =>
  page.getByRole('main').getByRole('listitem').getByRole('link', { name: words });

export const lines = (page: Page): Locator => page.getByRole('main').getByRole('listitem');

/** Waits until so many notices are unread: they are made beside what they tell of. */
export async function isTold({ page }: Person, unread: number): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${ready.api}/api/v1/me/notices?limit=1`);
      return ((await answer.json()) as { unread: number }).unread;
    })
    .toBe(unread);
}

/** Opens the inbox, or another of its pages. */
export async function open({ page }: Person, path = ''): Promise<void> {
  await page.goto(INBOX + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('main .days, main form').waitFor();
}
