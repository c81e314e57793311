/** A clock that ends at a time of day. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';
import { ask } from './timers';

type Timer = {
  view: { status: string; since_ms: number; participants: { remaining_ms: number }[] };
};

/** Well within a day. */
const LATER_MS = 90 * 60_000;

export function endsAt(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark' });
    page = await context.newPage();
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  afterAll(() => browser.close());

  async function endOf(id: string): Promise<number> {
    const { view } = await ask<Timer>('GET', `/sessions/${id}`);
    expect(view.status).toBe('running');
    return view.since_ms + (view.participants[0]?.remaining_ms ?? 0);
  }

  test('an exam ends when the clock on the wall says so, and may end later', async () => {
    await page.goto(`${ready.api}/timer/new`);
    await page.getByRole('button', { name: /^Exam/ }).click();
    await page.getByRole('radio', { name: 'End time' }).check();
    const until = new Date(Date.now() + LATER_MS);
    until.setSeconds(0, 0);
    await page.getByLabel('Ends at').fill(timeOf(until));
    await page.getByText(/^In 1 h \d+ min.*It starts as soon as you create it\.$/).waitFor();
    await keep(page, 'timer-ends-at');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Create and start' }).click();
    await page.getByText(`Ends at ${timeOf(until)}`).waitFor();
    const id = new URL(page.url()).pathname.split('/')[2] ?? '';
    expect(Math.abs((await endOf(id)) - until.getTime())).toBeLessThan(1_000);

    const later = new Date(until.getTime() + 15 * 60_000);
    await page.getByRole('button', { name: 'Adjust the time of Everyone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('End at').fill(timeOf(later));
    await dialog.getByLabel('End at').blur();
    await dialog.getByLabel('Reason').fill('the room opened late');
    await dialog.getByRole('button', { name: 'Add time' }).click();
    await page.getByText(`Ends at ${timeOf(later)}`).waitFor();
    expect(Math.abs((await endOf(id)) - later.getTime())).toBeLessThan(1_000);
  });

  test('what is no time of day is said before anything is made', async () => {
    await page.goto(`${ready.api}/timer/new`);
    await page.getByRole('button', { name: /^Exam/ }).click();
    await page.getByRole('radio', { name: 'End time' }).check();
    await page.getByLabel('Ends at').fill('');
    await page.getByRole('button', { name: 'Create and start' }).click();
    await page.getByText('Enter a time of day, e.g. 14:30.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/timer/new');
    await page.getByRole('radio', { name: 'Length', exact: true }).check();
    await page.getByRole('button', { name: 'Create', exact: true }).waitFor();
  });
}

/** As a field has it, in the time zone that the browser shares with this test. */
function timeOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}
