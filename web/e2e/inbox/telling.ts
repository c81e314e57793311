/** Somebody says something, others answer: each of it is one line, until it is read. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { ask, makeCircle, newName, overflowing, type Person, person, say } from '../circles';
import { bell, INBOX, isTold, line, lines, open } from '../notices';
import { keepWhole, launch, ready } from '../stage';

export function telling(): void {
  const name = newName('Kettle');
  let browser: Browser;
  let [ada, ben, cleo]: Person[] = [];
  let circle = '';
  let message = '';

  beforeAll(async () => {
    browser = await launch();
    [ada, ben, cleo] = [await person(browser), await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name }, [ben, cleo]);
    message = (await say(ada, circle, 'The kettle is on.')).id;
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await ada?.page.locator('body').innerText());
  });

  afterAll(() => browser.close());

  const react = (one: Person, kind: string) =>
    ask(one, 'PUT', `/messages/${message}/reaction`, { kind });

  test('whom nobody told anything reads that, kindly', async () => {
    const { page } = who(ada);
    await open(who(ada));
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
    await bell(page, 'Inbox').waitFor();
    const button = page.getByRole('button', { name: 'Mark all as read' });
    await expect.poll(() => button.isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
  });

  test('the bell counts what others did, on every page', async () => {
    const { page } = who(ada);
    await react(who(ben), 'love');
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'Coming.' });
    await isTold(who(ada), 2);
    for (const path of ['/circles', '/journal', '/dashboard/account']) {
      await page.goto(ready.api + path);
      await bell(page, 'Inbox, 2 unread').waitFor();
    }
    await bell(page, 'Inbox, 2 unread').click();
    await page.waitForURL(INBOX);
    // Whoever did it is told nothing of it.
    await isTold(who(ben), 0);
  });

  test('each is one line, of a day, and says that it is unread', async () => {
    const { page } = who(ada);
    await open(who(ada));
    await page.getByRole('heading', { level: 2, name: 'Today' }).waitFor();
    await line(page, `Unread: ${who(ben).login} reacted to your message in ${name}`).waitFor();
    await line(page, `Unread: ${who(ben).login} commented on your message in ${name}`).waitFor();
    await expect.poll(() => lines(page).count()).toBe(2);
    expect(await barriers(page)).toEqual([]);
  });

  test('who joins in is told in the same line', async () => {
    const { page } = who(ada);
    await react(who(cleo), 'grateful');
    await react(who(ben), 'like');
    await expect
      .poll(async () => {
        await open(who(ada));
        return lines(page).allInnerTexts();
      })
      .toEqual([expect.stringMatching(/ and .* reacted/), expect.stringContaining('commented')]);
    await isTold(who(ada), 2);
  });

  test('who follows a line is where it leads, and has read it', async () => {
    const { page } = who(ada);
    await line(page, 'commented on your message').click();
    await page.waitForURL(`${ready.api}/circles/${circle}/m/${message}`);
    await page.locator('.message.is-target', { hasText: 'The kettle is on.' }).waitFor();
    // Whoever sees a message sees who reacted to it.
    await isTold(who(ada), 0);
    await page.goBack();
    await bell(page, 'Inbox').waitFor();
    await line(page, 'commented on your message').waitFor();
    await expect.poll(() => line(page, 'Unread:').count()).toBe(0);
  });

  test('those that are unread stand alone, at an address of their own', async () => {
    const { page } = who(ada);
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'Two cups?' });
    await isTold(who(ada), 1);
    await open(who(ada));
    await expect.poll(() => lines(page).count()).toBe(3);
    const shown = page.getByRole('navigation', { name: 'Which notices' });
    await shown.getByRole('link', { name: 'Unread' }).click();
    await expect.poll(() => lines(page).count()).toBe(1);
    await expect.poll(() => page.url()).toBe(`${INBOX}?show=unread`);
    await page.goBack();
    await expect.poll(() => lines(page).count()).toBe(3);
  });

  test('one press reads all, and the bell is still', async () => {
    const { page } = who(ada);
    const button = page.getByRole('button', { name: 'Mark all as read' });
    await button.click();
    await page.getByText('All read.').waitFor();
    await bell(page, 'Inbox').waitFor();
    await expect.poll(() => line(page, 'Unread:').count()).toBe(0);
    await expect.poll(() => button.isDisabled()).toBe(true);
    await isTold(who(ada), 0);
    await open(who(ada), '?show=unread');
    await page.getByRole('heading', { name: 'You have read everything' }).waitFor();
  });

  test('what is told is told in German, too', async () => {
    const { page } = who(ada);
    await react(who(ben), 'pray');
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'Still warm?' });
    await page.goto(`${INBOX}?lang=de`);
    await line(page, `haben auf deine Nachricht im Kreis ${name} reagiert`).waitFor();
  });

  test.each([
    ['dark', 'dark', 1280, 'en'],
    ['light', 'light', 1280, 'en'],
    ['phone', 'light', 390, 'de'],
    ['narrow', 'dark', 320, 'de'],
  ] as const)('it is read: %s', async (look, colorScheme, width, language) => {
    const { page } = who(ada);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const path of ['', '/settings']) {
      await open(who(ada), `${path}?lang=${language}`);
      await keepWhole(page, `inbox${path.replace('/', '-')}-${look}`);
      expect(await barriers(page), `${path} ${look}`).toEqual([]);
      expect(await overflowing(page), `${path} ${look}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('a server that cannot answer yet is asked again', async () => {
    const { page } = who(ada);
    let isBusy = true;
    await page.route('**/api/v1/me/notices?limit=30', (route) => {
      const json = { code: 'unavailable', status: 503 };
      return isBusy ? route.fulfill({ status: 503, json }) : route.continue();
    });
    await page.goto(INBOX, { waitUntil: 'commit' });
    await page.getByText('Trying again.').waitFor();
    isBusy = false;
    await expect.poll(() => lines(page).count()).toBeGreaterThan(0);
    await page.unroute('**/api/v1/me/notices?limit=30');
  });

  test('whoever is not signed in is asked for nothing, and shown the way in', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const path of ['/inbox', '/inbox/settings', '/circles']) {
      await page.goto(ready.api + path);
      await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    }
    expect(asked.filter((url) => url.includes('/me/notice'))).toEqual([]);
    await page.goto(INBOX);
    await page.getByRole('heading', { level: 1, name: 'Your inbox' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${INBOX}/nothing`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await context.close();
  });
}

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
