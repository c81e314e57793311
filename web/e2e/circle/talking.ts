/** Two people: one makes a circle, the other comes by an invitation, and they talk. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, keepWhole, launch, ready } from '../stage';
import {
  CIRCLES,
  field,
  message,
  newName,
  overflowing,
  type Person,
  person,
  say,
  visit,
} from './circles';

export function talking(): void {
  const name = newName('Harbour');
  let browser: Browser;
  let [ada, ben]: Person[] = [];
  let circle = '';

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const one of [ada, ben]) console.error(await one?.page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  test('a circle is made, and says what is wrong with it', async () => {
    const { page } = who(ada);
    await page.goto(CIRCLES);
    await page.getByText('You are in no circle yet').waitFor();
    await page.getByRole('button', { name: 'Make a circle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a circle' });
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await dialog.getByText('Must have 1 to 60 characters').waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('radio', { name: /^Private/ }).check();
    await dialog.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('Nothing said yet').waitFor();
    circle = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  });

  test('an invitation lets somebody in, and its secret is in no address', async () => {
    await who(ada).page.getByRole('link', { name: 'People', exact: true }).click();
    await who(ada).page.getByRole('button', { name: 'Make a link' }).click();
    const url = new URL(await who(ada).page.locator('.made .secret').innerText());
    const secret = new URLSearchParams(url.hash.slice(1)).get('invitation') ?? '';
    expect(secret).not.toBe('');
    const { page } = who(ben);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${CIRCLES}/${circle}`);
    await page.getByRole('alert').getByText('There is no such circle').waitFor();
    await page.goto(`${ready.api}/api/docs`);
    await page.goto(`${ready.api}${url.pathname}${url.hash}`);
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await page.getByText('You are in.').waitFor();
    await field(page).waitFor();
    expect(page.url()).not.toContain(secret);
    const sent = asked.map((one) => one.replace(/#.*/, ''));
    expect(sent.filter((one) => one.includes(secret))).toEqual([]);
  });

  test('what is said comes to the other, as it was meant', async () => {
    await visit(who(ada), circle);
    const { page } = who(ada);
    await field(page).fill('Thank you for **coming**.');
    await page.getByLabel('Meant as').selectOption('Gratitude');
    await field(page).press('Control+Enter');
    await message(page, 'Thank you for coming.').waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    const there = message(who(ben).page, 'Thank you for coming.');
    await there.waitFor();
    await expect.poll(() => there.locator('.said strong').innerText()).toBe('coming');
    await expect.poll(() => there.locator('.meant').innerText()).toBe('Gratitude');
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByText(who(ben).login, { exact: false }).first().waitFor();
  });

  test('a reaction is one a person, by word and shape', async () => {
    await visit(who(ben), circle);
    const there = message(who(ben).page, 'Thank you for coming.');
    await there.getByRole('button', { name: 'React', exact: true }).click();
    const six = there.getByRole('group', { name: 'React' });
    await expect.poll(() => six.getByRole('button').count()).toBe(6);
    await six.getByRole('button', { name: 'Love' }).click();
    const love = there.getByRole('button', { name: 'Love, 1' });
    await expect.poll(() => love.getAttribute('aria-pressed')).toBe('true');
    await there.getByRole('button', { name: 'React', exact: true }).click();
    await six.getByRole('button', { name: 'Grateful' }).click();
    await there.getByRole('button', { name: 'Grateful, 1' }).waitFor();
    await love.waitFor({ state: 'detached' });
    await visit(who(ada), circle);
    await message(who(ada).page, 'Thank you for coming.')
      .getByRole('button', { name: 'Grateful, 1' })
      .waitFor();
  });

  test('comments go two deep, and are counted', async () => {
    const there = message(who(ben).page, 'Thank you for coming.');
    await there.getByRole('button', { name: 'Comment', exact: true }).click();
    await there.getByLabel('Your comment').fill('Glad to be here.');
    await there.getByLabel('Your comment').press('Control+Enter');
    await there.locator('.comment', { hasText: 'Glad to be here.' }).waitFor();
    const here = message(who(ada).page, 'Thank you for coming.');
    await here.getByRole('button', { name: '1 comment' }).click();
    await here.getByRole('button', { name: 'Reply', exact: true }).click();
    const reply = here.getByLabel(`Reply to ${who(ben).login}`, { exact: true });
    await reply.fill('Coffee is ready.');
    await reply.press('Control+Enter');
    const answer = here.locator('.comments ol ol .comment', { hasText: 'Coffee is ready.' });
    await answer.waitFor();
    expect(await answer.getByRole('button', { name: 'Reply' }).count()).toBe(0);
    await there.getByRole('button', { name: '2 comments' }).waitFor();
    await there.locator('.comments ol ol', { hasText: 'Coffee is ready.' }).waitFor();
    await keep(who(ada).page, 'circle-comments');
    expect(await barriers(who(ada).page)).toEqual([]);
  });

  test('what is edited is called so, and what is removed leaves its place', async () => {
    const { page } = who(ada);
    const here = message(page, 'Thank you for coming.');
    await here.getByRole('button', { name: 'More' }).click();
    await here.getByRole('button', { name: 'Edit', exact: true }).first().click();
    await page.locator('.edit textarea').fill('Thank you for coming by.');
    await page.locator('.edit').getByRole('button', { name: 'Save' }).click();
    await message(page, 'Thank you for coming by.').getByText('edited').first().waitFor();
    await message(who(ben).page, 'Thank you for coming by.').waitFor();
    await say(who(ben), circle, 'A slip of the pen.');
    const slip = message(who(ben).page, 'A slip of the pen.');
    await slip.getByRole('button', { name: 'More' }).click();
    await slip.getByRole('button', { name: 'Remove' }).click();
    await who(ben).page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await message(who(ben).page, 'Removed.').waitFor();
    await message(page, 'Removed.').waitFor();
  });

  test('what is unread is counted, begins at a line, and is read once it is seen', async () => {
    const { page } = who(ben);
    await page.goto(CIRCLES);
    await page.getByRole('link', { name }).waitFor();
    await say(who(ada), circle, 'See you tomorrow.');
    await page.reload();
    await page.getByRole('link', { name }).getByText('1 unread').waitFor();
    await page.getByRole('link', { name }).click();
    await page.getByText('New since you were here').waitFor();
    // Seen for a moment, it is told that it is read.
    await expect
      .poll(async () => {
        const answer = await page.request.get(`${ready.api}/api/v1/circles/${circle}`);
        return ((await answer.json()) as { you: { unread: number } }).you.unread;
      })
      .toBe(0);
    await page.goto(CIRCLES);
    const listed = page.getByRole('link', { name });
    await listed.waitFor();
    expect(await listed.getByText('unread').count()).toBe(0);
  });

  test('what somebody keeps is theirs, and leads back to its place', async () => {
    const { page } = who(ben);
    await visit(who(ben), circle);
    const there = message(page, 'See you tomorrow.');
    await there.getByRole('button', { name: 'More' }).click();
    await there.getByRole('button', { name: 'Keep as favourite' }).click();
    await there.getByRole('button', { name: 'Keep no longer' }).waitFor();
    await page.getByRole('link', { name: 'Feeds', exact: true }).click();
    await page.getByRole('link', { name: 'Favourites', exact: true }).click();
    await page.getByText('See you tomorrow.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open in its circle' }).click();
    await page.locator('.message.is-target', { hasText: 'See you tomorrow.' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/circles/${circle}/m/`));
  });

  test.each(['', '/people', '/queue', '/settings'])(
    'it is read in the dark, in light and on a phone: %s',
    async (part) => {
      const { page } = who(ada);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.goto(`${CIRCLES}/${circle}${part}`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await expect.poll(() => page.locator('main .loading').count()).toBe(0);
      const shown = `circle${part.replace('/', '-')}`;
      await keepWhole(page, `${shown}-dark`);
      expect(await barriers(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await barriers(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await keepWhole(page, `${shown}-phone`);
      await expect.poll(() => overflowing(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );
}

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
