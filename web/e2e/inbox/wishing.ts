/** How somebody wants to be told: it is saved when they say so, and stays. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { type Person, person } from '../circles';
import { open } from '../notices';
import { launch } from '../stage';

export function wishing(): void {
  let browser: Browser;
  let ada: Person;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    ({ page } = ada);
  });

  beforeEach(() => open(ada, '/settings'));

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const save = () => page.getByRole('button', { name: 'Save', exact: true });
  /** What comes at all; which of it comes to devices is asked below. */
  const about = (name: string) =>
    page.getByRole('group', { name: 'Tell me about' }).getByRole('checkbox', { name });
  const quiet = () => page.getByRole('checkbox', { name: 'Tell me nothing at night' });
  const reminder = () => page.getByRole('checkbox', { name: 'Remind me each day to write' });

  test('whoever has no address is told how to get mail', async () => {
    const mail = page.getByRole('group', { name: 'Mail', exact: true });
    await expect.poll(() => mail.getByRole('radio', { name: 'At once' }).isDisabled()).toBe(true);
    const way = page.getByRole('link', { name: 'Add one to your account' });
    expect(await way.getAttribute('href')).toBe('/dashboard/account');
    await expect.poll(() => save().isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
  });

  test('what is chosen is there after a reload', async () => {
    await about('Reactions to what I said').uncheck();
    await quiet().setChecked(true);
    await page.getByLabel('From', { exact: true }).fill('23:15');
    await page.getByLabel('Until', { exact: true }).fill('06:45');
    await page.getByLabel('Language of what you are told').selectOption('Deutsch');
    await reminder().setChecked(true);
    await page.getByLabel('Remind me at').fill('20:30');
    const week = page.getByRole('checkbox', { name: 'Sum up my week' });
    const isWeekly = !(await week.isChecked());
    await week.setChecked(isWeekly);
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await save().click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await expect.poll(() => save().isDisabled()).toBe(true);

    await page.reload();
    await page.getByLabel('Time zone').waitFor();
    await expect.poll(() => page.getByLabel('Time zone').inputValue()).toBe('Asia/Tokyo');
    await expect.poll(() => page.getByLabel('From', { exact: true }).inputValue()).toBe('23:15');
    await expect.poll(() => page.getByLabel('Until', { exact: true }).inputValue()).toBe('06:45');
    await expect.poll(() => page.getByLabel('Remind me at').inputValue()).toBe('20:30');
    await expect
      .poll(() => page.getByLabel('Language of what you are told').inputValue())
      .toBe('de');
    await expect.poll(() => week.isChecked()).toBe(isWeekly);
    const reactions = about('Reactions to what I said');
    await expect.poll(() => reactions.isChecked()).toBe(false);
    await expect.poll(() => about('Comments and answers').isChecked()).toBe(true);
  });

  test('a zone that is not this device’s is changed by a press', async () => {
    const own = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await page.getByRole('button', { name: /^Use .*, as this device does$/ }).click();
    await expect.poll(() => page.getByLabel('Time zone').inputValue()).toBe(own);
    await save().click();
    await page.getByText('Saved.', { exact: true }).waitFor();
  });

  test('what is wrong is said at its field', async () => {
    await quiet().setChecked(true);
    const from = page.getByLabel('From', { exact: true });
    await from.fill('');
    await save().click();
    await page.getByText('Choose a time').waitFor();
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    expect(await barriers(page)).toEqual([]);
    // What only the server finds wrong stands there, too.
    await page.route('**/api/v1/me/notice-settings', (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      const errors = [{ field: 'quiet.to', message: 'must be a time like 07:00' }];
      return route.fulfill({ status: 422, json: { code: 'invalid', status: 422, errors } });
    });
    await from.fill('21:00');
    await save().click();
    await page.getByText('Must be a time like 07:00').waitFor();
    expect(await page.getByLabel('Until', { exact: true }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await page.unroute('**/api/v1/me/notice-settings');
    await save().click();
    await page.getByText('Saved.', { exact: true }).waitFor();
  });

  test('what is not saved is not lost without a word', async () => {
    const before = await reminder().isChecked();
    await reminder().setChecked(!before);
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'Inbox' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await expect.poll(() => reminder().isChecked()).toBe(!before);
    await views.getByRole('link', { name: 'Inbox' }).click();
    await dialog.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await views.getByRole('link', { name: 'Settings' }).click();
    await reminder().waitFor();
    await expect.poll(() => reminder().isChecked()).toBe(before);
  });
}
