/** What is talked about now: joined of what people did, and read by whoever comes. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { sql } from '../database';
import { keep, launch } from '../stage';
import { ask, CIRCLES, fitsPhone, makeCircle, newName, type Person, person, say } from './circles';

/** It is joined each minute, by a worker that has other things to do. */
const TURN_MS = 120_000;

type Page = { items: { id: string }[]; next: string | null };

export function trending(): void {
  const text = newName('The kettle sings');
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let said: string;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    const others = [await person(browser), await person(browser), await person(browser)];
    [ben] = others as [Person];
    const circle = await makeCircle(ada, { name: newName('Kitchen') }, others);
    said = (await say(ada, circle, text)).id;
    for (const other of others) {
      await ask(other, 'PUT', `/messages/${said}/reaction`, { kind: 'grateful' });
    }
  });

  afterAll(() => browser.close());

  test('what three people react to is talked about', { timeout: 2 * TURN_MS }, async () => {
    sql(`UPDATE job_schedule SET next_at = now() WHERE name = 'trend'`);
    const joined = async () => {
      const page = await ask<Page>(ben, 'GET', '/feeds/trending');
      return page.items.some(({ id }) => id === said);
    };
    await expect.poll(joined, { timeout: TURN_MS, interval: 500 }).toBe(true);
    const { page } = ben;
    await page.goto(`${CIRCLES}/home`);
    const feeds = page.getByRole('navigation', { name: 'Feeds', exact: true });
    await feeds.getByRole('link', { name: 'Talked about now', exact: true }).click();
    await page.locator('.feed article', { hasText: text }).waitFor();
    await keep(page, 'circle-trending');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
  });

  test('a guest reads it, and what is removed is gone at once', async () => {
    const context = await browser.newContext({ colorScheme: 'light', locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(`${CIRCLES}/home?feed=trending`);
    const found = page.locator('.feed article', { hasText: text });
    await found.waitFor();
    await page.getByRole('link', { name: 'Gerade im Gespräch', exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await ask(ada, 'DELETE', `/messages/${said}`, {}, { 'If-Match': '"1"' });
    await page.reload();
    await page.locator('.feed > li').first().waitFor();
    expect(await found.count()).toBe(0);
    await context.close();
  });
}
