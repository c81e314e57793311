/** Somebody has two pages open: what they are told, and what they do, is on both at once. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { ask, makeCircle, newName, type Person, person, say } from '../circles';
import { bell, INBOX, line, lines, open } from '../notices';
import { keep, launch, ready } from '../stage';

export function live(): void {
  const name = newName('Doorbell');
  let browser: Browser;
  let [ada, ben]: Person[] = [];
  let [list, other]: Page[] = [];
  let [circle, message] = ['', ''];

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    circle = await makeCircle(ada, { name }, [ben]);
    message = (await say(ada, circle, 'The bell is mended.')).id;
    [list, other] = [ada.page, await ada.context.newPage()];
    await open(ada);
    const first = other.waitForResponse((answer) => answer.url().includes('/me/notices?'));
    await other.goto(`${ready.api}/dashboard/account`);
    await first;
    for (const page of [list, other]) await bell(page, 'Inbox').waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const page of [list, other]) console.error(await page?.locator('body').innerText());
  });

  afterAll(() => browser.close());

  test('the bell counts without a reload, on each page', async () => {
    const asked = noticesAsked(on(other));
    await ask(who(ben), 'PUT', `/messages/${message}/reaction`, { kind: 'love' });
    for (const page of [list, other]) await bell(on(page), 'Inbox, 1 unread').waitFor();
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'I heard it.' });
    for (const page of [list, other]) await bell(on(page), 'Inbox, 2 unread').waitFor();
    expect(asked).toEqual([]);
  });

  test('what is new is offered, and moves nothing until somebody wants it', async () => {
    const page = on(list);
    const button = page.getByRole('button', { name: 'Show what is new' });
    await button.waitFor();
    expect(await lines(page).count()).toBe(0);
    await keep(page, 'inbox-new');
    expect(await barriers(page)).toEqual([]);
    await button.click();
    await expect.poll(() => lines(page).count()).toBe(2);
    await button.waitFor({ state: 'detached' });
  });

  test('what is read on one page is read on the other', async () => {
    await on(other).goto(INBOX);
    await line(on(other), 'commented on your message').click();
    await on(other).locator('.message.is-target').waitFor();
    // Whoever sees a message sees who reacted to it, and what answers it once they open that.
    await expect.poll(() => line(on(list), 'Unread:').count()).toBe(0);
    await bell(on(list), 'Inbox').waitFor();
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'Once more.' });
    await bell(on(list), 'Inbox, 1 unread').waitFor();
    await on(other)
      .locator('.message.is-target')
      .getByRole('button', { name: '2 comments' })
      .click();
    await bell(on(list), 'Inbox').waitFor();
    await on(other).goto(`${ready.api}/dashboard/account`);
    await ask(who(ben), 'POST', `/messages/${message}/comments`, { text: 'At the door.' });
    await bell(on(list), 'Inbox, 1 unread').waitFor();
    await on(other).goto(INBOX);
    await line(on(other), 'Unread:').waitFor();
    await on(other).getByRole('button', { name: 'Mark all as read' }).click();
    await on(other).getByText('All read.').waitFor();
    await expect.poll(() => line(on(list), 'Unread:').count()).toBe(0);
    await bell(on(list), 'Inbox').waitFor();
    expect(await on(list).getByRole('button', { name: 'Mark all as read' }).isDisabled()).toBe(
      true,
    );
  });

  test('where there is no socket the bell asks when a page opens, as before', async () => {
    const page = await who(ada).context.newPage();
    await page.routeWebSocket(/\/ws\/me$/, (socket) => socket.close({ code: 3500 }));
    const asked = noticesAsked(page);
    const { id } = await say(who(ada), circle, 'Another bell.');
    await ask(who(ben), 'POST', `/messages/${id}/comments`, { text: 'Ding.' });
    await expect
      .poll(async () => {
        await page.goto(`${ready.api}/dashboard/account`);
        await page.locator('.top .bell').waitFor();
        return page.locator('.top .bell').innerText();
      })
      .not.toBe('');
    expect(asked.length).toBeGreaterThan(0);
    await page.close();
  });

  test('a draft that goes on in another tab is known before two texts meet', async () => {
    const [here, there] = [on(list), on(other)];
    const text = (page: Page) => page.getByLabel('What is on your mind?');
    for (const page of [here, there]) await page.goto(`${ready.api}/journal`);
    await text(here).fill('Rain.');
    await here.locator('.saved:is([data-stage="server"], [data-stage="good"])').waitFor();
    await there.reload();
    await expect.poll(() => text(there).inputValue()).toBe('Rain.');
    await text(here).fill('Rain, and then sun.');
    const goesOn = there.locator('.elsewhere');
    await goesOn.getByText('This draft goes on in another tab').waitFor();
    expect(await text(there).inputValue()).toBe('Rain.');
    expect(await here.locator('.elsewhere').count()).toBe(0);
    await keep(there, 'journal-elsewhere');
    expect(await barriers(there)).toEqual([]);
    await goesOn.getByRole('button', { name: 'Show the newer text' }).click();
    await expect.poll(() => text(there).inputValue()).toBe('Rain, and then sun.');
    await goesOn.waitFor({ state: 'detached' });
  });
}

/** What a page asks from now on of what somebody was told. */
function noticesAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/me/notices?')) asked.push(request.url());
  });
  return asked;
}

function on(page: Page | undefined): Page {
  if (!page) throw new Error('no page is open');
  return page;
}

function who(person: Person | undefined): Person {
  if (!person) throw new Error('nobody came in');
  return person;
}
