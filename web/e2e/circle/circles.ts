/** Circles, and people in them, each in a browser of their own. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { askedBy } from '../asked';
import { signIn, someone } from '../signed-in';
import { ready } from '../stage';

export type Person = { context: BrowserContext; page: Page; login: string };

export const CIRCLES = `${ready.api}/circles`;

/** Somebody who has just signed in for the first time: limits are a person's. */
export async function person(browser: Browser): Promise<Person> {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({ colorScheme: 'dark', viewport });
  const [page, login] = [await context.newPage(), someone()];
  await signIn(page, login);
  return { context, login, page };
}

/** A name that finds one circle. */
export const newName = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

/** Asks the API as whoever is signed in on a page. */
export async function ask<Answer>(
  { page }: Pick<Person, 'page'>,
  method: string,
  path: string,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const once = { 'Idempotency-Key': randomUUID(), ...headers };
  const { status, text } = await askedBy(page, method, path, body, once);
  expect(status, text).toBeLessThan(300);
  return text === '' ? (undefined as Answer) : JSON.parse(text);
}

/** A circle of somebody’s, with those others in it. */
export async function makeCircle(owner: Person, config: object, others: Person[] = []) {
  const { id } = await ask<{ id: string }>(owner, 'POST', '/circles', {
    kind: 'public',
    ...config,
  });
  for (const other of others) await ask(other, 'POST', `/circles/${id}/join`);
  return id;
}

export function say(who: Person, circle: string, text: string, kind = 'encouragement') {
  return ask<{ id: string }>(who, 'POST', `/circles/${circle}/messages`, { kind, text });
}

export async function idOf(who: Person): Promise<string> {
  return (await ask<{ id: string }>(who, 'GET', '/me')).id;
}

export async function makeModerator(owner: Person, circle: string, who: Person): Promise<void> {
  const path = `/circles/${circle}/members/${await idOf(who)}`;
  await ask(owner, 'PATCH', path, { role: 'moderator' });
}

export const field = (page: Page) => page.getByLabel('Your message');

export const message = (page: Page, text: string) =>
  page.locator('.log article.message', { hasText: text });

/** Opens a circle’s messages. */
export async function visit({ page }: Person, circle: string): Promise<void> {
  await page.goto(`${CIRCLES}/${circle}`);
  await page.getByRole('log').waitFor();
  await page.locator('.log .loading').waitFor({ state: 'detached' });
}

/** What stands over the edge of the window, and is no bar that scrolls by itself. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *:not(nav *)')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.outerHTML.slice(0, 120)),
  );
}

/** Waits until a page fits a phone, and gives it back the room that it had. */
export async function fitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => overflowing(page)).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** Does what saves something, and waits until it is kept: a button is shut while it is sent, too. */
export async function kept(page: Page, part: string, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse(
    (one) => one.request().method() === 'PUT' && one.url().endsWith(part) && one.ok(),
  );
  await Promise.all([answer, act()]);
}
