/** What is said by the clock: messages of the day, and those that wait for their time. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askedBy } from '../asked';
import { barriers } from '../barriers';
import { sql } from '../database';
import { keep, launch, ready } from '../stage';
import {
  CIRCLES,
  field,
  fitsPhone,
  kept,
  makeCircle,
  newName,
  type Person,
  person,
  visit,
} from './circles';

export function byClock(): void {
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name: newName('Tower') }, [ben]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { page } of [ada, ben]) console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const daily = (page: Page) => page.getByRole('region', { name: 'Messages of the day' });
  const text = (page: Page, place: number) =>
    daily(page).getByLabel(`Message ${place}`, { exact: true });
  const save = (page: Page) => daily(page).getByRole('button', { name: 'Save', exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const waiting = (page: Page) => page.locator('.talk > details');

  test('messages of the day are set, kept, and taken out again', async () => {
    const { page } = ada;
    await page.goto(`${CIRCLES}/${circle}/settings`);
    const add = daily(page).getByRole('button', { name: 'Add a message' });
    await add.click();
    await text(page, 1).fill('Get up.');
    await add.click();
    await text(page, 2).fill('Drink water.');
    await daily(page)
      .getByLabel(/^Time \(/)
      .fill('07:30');
    await daily(page).getByLabel('Meant as').selectOption('Motivation');
    await save(page).click();
    await daily(page).getByText('The next one is said').waitFor();
    await page.reload();
    await expect.poll(() => text(page, 2).inputValue()).toBe('Drink water.');
    await expect.poll(() => text(page, 1).inputValue()).toBe('Get up.');
    expect(
      await daily(page)
        .getByLabel(/^Time \(/)
        .inputValue(),
    ).toBe('07:30');
    await keep(page, 'circle-daily');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await daily(page).getByRole('button', { name: 'Remove message 1' }).click();
    await text(page, 2).waitFor({ state: 'detached' });
    await expect.poll(() => text(page, 1).inputValue()).toBe('Drink water.');
    await kept(page, '/daily', () => save(page).click());
    await page.reload();
    await expect.poll(() => text(page, 1).inputValue()).toBe('Drink water.');
    expect(await text(page, 2).count()).toBe(0);
  });

  test('a message is sent later, waits, and is taken back', async () => {
    const { page } = ada;
    await visit(ada, circle);
    await field(page).fill('Until tomorrow.');
    await button(page, 'Send later').click();
    const at = page.getByLabel('Send at', { exact: true });
    const offered = await at.inputValue();
    await at.fill('2001-01-05T20:00');
    await button(page, 'Schedule').click();
    await page.locator('.write .fault', { hasText: 'Must' }).waitFor();
    await at.fill(offered);
    await button(page, 'Schedule').click();
    await waiting(page).getByText('1 scheduled message', { exact: true }).click();
    await waiting(page).getByText('Until tomorrow.').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    await button(page, 'Send later').waitFor();
    await keep(page, 'circle-scheduled');
    expect(await barriers(page)).toEqual([]);
    await fitsPhone(page);
    await page.getByRole('button', { name: /^Take back the message of / }).click();
    await page.getByText('It is not said.').waitFor();
    await waiting(page).waitFor({ state: 'detached' });
    // A member is offered none of it.
    await visit(ben, circle);
    await field(ben.page).waitFor();
    expect(await button(ben.page, 'Send later').count()).toBe(0);
  });

  /** What is due is looked for each minute, and when an operator asks for it in the console. */
  async function lookForWhatIsDue(): Promise<void> {
    const operator = await (await browser.newContext()).newPage();
    await operator.goto(ready.admin_url);
    await operator.getByRole('heading', { name: 'Overview' }).waitFor();
    const run = '/admin/schedules/daily_message/run';
    const { status, text } = await askedBy(operator, 'POST', run, { reason: 'a story' });
    expect(status, text).toBe(200);
    await operator.context().close();
  }

  test('what is due is said, and one of the day is called so', async () => {
    const { page } = ada;
    await visit(ada, circle);
    await field(page).fill('The bell rings.');
    await button(page, 'Send later').click();
    await button(page, 'Schedule').click();
    await waiting(page).getByText('1 scheduled message', { exact: true }).waitFor();
    await visit(ben, circle);
    sql(`UPDATE circle_scheduled SET at = now() WHERE circle_id = '${circle}';
         UPDATE circle_daily SET next_at = now() WHERE circle_id = '${circle}';`);
    const said = (words: string) =>
      ben.page.locator('.message[data-state="shown"]', { hasText: words });
    await lookForWhatIsDue();
    await said('The bell rings.').waitFor();
    await said('Drink water.').getByText('Message of the day').waitFor();
  });
}
