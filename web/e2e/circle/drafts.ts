/** What is typed in a circle is a draft: it survives a reload, and is gone once it is said. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch } from '../stage';
import {
  CIRCLES,
  field,
  makeCircle,
  message,
  newName,
  type Person,
  person,
  say,
  visit,
} from './circles';

export function drafts(): void {
  let browser: Browser;
  let ada: Person;
  let page: Page;
  let circle: string;

  beforeAll(async () => {
    browser = await launch();
    ada = await person(browser);
    ({ page } = ada);
    circle = await makeCircle(ada, { name: newName('Sketches') });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  /** What the server has of it. */
  const kept = async () => {
    const found = await page.evaluate(async () => (await fetch('/api/v1/drafts')).json());
    return (found.items as { of: { what: string } }[]).map(({ of }) => of.what);
  };
  const onServer = (form: string) =>
    page.locator(`${form}[data-stage="server"], ${form}[data-stage="good"]`).waitFor();

  test('a message is there after a reload, and no draft once it is sent', async () => {
    await visit(ada, circle);
    await field(page).fill('Half a thought');
    await onServer('.write');
    expect(await kept()).toEqual(['message']);
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('Half a thought');
    await field(page).fill('A whole thought.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await message(page, 'A whole thought.').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    await expect.poll(kept).toEqual([]);
    await page.reload();
    await message(page, 'A whole thought.').waitFor();
    expect(await field(page).inputValue()).toBe('');
  });

  test('a comment and an edit come back where they were typed', async () => {
    await say(ada, circle, 'Something to answer.');
    await visit(ada, circle);
    const open = async () => {
      const there = message(page, 'Something to answer.');
      await there.getByRole('button', { name: 'Comment', exact: true }).click();
      return there;
    };
    let there = await open();
    await there.getByLabel('Your comment').fill('A first answer');
    await expect.poll(kept).toEqual(['comment']);
    await page.reload();
    there = await open();
    await expect.poll(() => there.getByLabel('Your comment').inputValue()).toBe('A first answer');
    await there.getByLabel('Your comment').press('Control+Enter');
    await there.locator('.comment', { hasText: 'A first answer' }).waitFor();
    await expect.poll(kept).toEqual([]);

    const edit = async () => {
      const said = message(page, 'Something to answer.');
      await said.getByRole('button', { name: 'More' }).click();
      await said.getByRole('button', { name: 'Edit', exact: true }).first().click();
      return page.locator('.edit textarea');
    };
    await (await edit()).fill('Something to answer, soon.');
    await expect.poll(kept).toEqual(['edit']);
    await page.reload();
    const again = await edit();
    await expect.poll(() => again.inputValue()).toBe('Something to answer, soon.');
    await page.locator('.edit').getByRole('button', { name: 'Save' }).click();
    await message(page, 'Something to answer, soon.').waitFor();
    await expect.poll(kept).toEqual([]);
  });

  test('whoever signs out is told what could not be sent', async () => {
    await visit(ada, circle);
    await page.route('**/api/v1/drafts/**', (route) => route.abort());
    await field(page).fill('Only here.');
    await page.locator('.write[data-stage="here"]').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('message “Only here.”').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.unroute('**/api/v1/drafts/**');
    expect(await field(page).inputValue()).toBe('Only here.');
  });

  test('whoever signs out reads along at once, and is shown the way in where they may not', async () => {
    const own = await makeCircle(ada, { name: newName('Cellar'), kind: 'private' });
    await visit(ada, circle);
    // A circle is read anew each minute: nobody waits for that.
    const timeout = 20_000;
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.locator('.shut').getByRole('link', { name: 'Sign in' }).waitFor({ timeout });
    await message(page, 'Something to answer, soon.').waitFor();
    expect(await field(page).count()).toBe(0);
    await page.goto(`${CIRCLES}/${own}`);
    await page.locator('main').getByRole('link', { name: 'Sign in', exact: true }).waitFor();
  });
}
