/** A copy of an entry goes to a circle: what stands in the dialog, and nothing else. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { makeCircle, message, newName, type Person, person, visit } from '../circle/circles';
import { keep, launch, ready } from '../stage';

export function sharing(): void {
  const name = newName('Readers');
  let browser: Browser;
  let ada: Person;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    circle = await makeCircle(ada, { name });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await ada.page.locator('body').innerText());
  });

  afterAll(() => browser.close());

  test('what is shared is seen before, and only that is said', async () => {
    const { page } = ada;
    await page.goto(`${ready.api}/journal`);
    await page.getByLabel('Title').fill('By the sea');
    await page.getByLabel('What is on your mind?').fill('We walked to the lighthouse.');
    await page.getByText('Mood, tags, gratitude, wins').click();
    await page.getByLabel('Tags').fill('between-us');
    await page.getByRole('button', { name: 'Save entry' }).click();
    await page.getByText('Saved.').waitFor();

    await page.getByRole('button', { name: 'Share a copy' }).click();
    const dialog = page.getByRole('dialog', { name: 'Share a copy' });
    const text = dialog.getByLabel('This is what is shared');
    await text.waitFor();
    expect(await text.inputValue()).toBe('We walked to the lighthouse.');
    const share = dialog.getByRole('button', { name: 'Share', exact: true });
    expect(await share.isDisabled(), 'nowhere is chosen yet').toBe(true);
    await dialog.getByLabel('Circle').selectOption({ label: name });
    await dialog.getByText(`All of ${name} read this under your name`).waitFor();
    await dialog.getByLabel('Title').check();
    expect(await text.inputValue()).toBe('**By the sea**\n\nWe walked to the lighthouse.');
    await keep(page, 'journal-share');
    expect(await barriers(page)).toEqual([]);

    await text.fill('a'.repeat(2_001));
    await dialog.getByText('Too long for a message.').waitFor();
    expect(await share.isDisabled()).toBe(true);
    await text.fill('We walked.');
    await share.click();
    await page.getByText(`Shared in ${name}.`).waitFor();
    expect(await page.getByLabel('What is on your mind?').inputValue()).toBe(
      'We walked to the lighthouse.',
    );

    await visit(ada, circle);
    await message(page, 'We walked.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('between-us');
  });
}
