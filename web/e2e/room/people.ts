/** What comes next, and who is here. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch, ready } from '../stage';
import { arrive, clock, join, MEDIA, makeRoom, own, type Person, type Room } from './rooms';

export function people(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ items: [clock('one')] });
    [ada, kit] = [await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
  });

  afterAll(() => browser.close());

  const titles = (page: Person['page']) => page.locator('.queue-list ol .item b').allTextContents();

  test('a pasted link is in everybody’s queue', async () => {
    await kit.page.getByRole('tab', { name: /Queue/ }).click();
    await kit.page.getByLabel('Link to a video').fill('no link at all');
    await kit.page.getByRole('button', { name: 'Add', exact: true }).click();
    await kit.page.getByText('This is no link to a video.').waitFor();
    await kit.page
      .getByLabel('Link to a video')
      .fill(`${MEDIA}/two.webm ${MEDIA}/three.webm https://youtu.be/dQw4w9WgXcQ`);
    await kit.page.getByRole('button', { name: 'Add', exact: true }).click();
    await ada.page.getByRole('tab', { name: /Queue 3/ }).click();
    await expect
      .poll(() => titles(ada.page))
      .toEqual(['A clock: one', 'two.webm', 'three.webm', 'YouTube dQw4w9WgXcQ']);
    await ada.page.getByText('media.example.org · Kit').first().waitFor();
  });

  test('its order is changed by keys, by the menu and by dragging', async () => {
    await ada.page.getByRole('button', { name: 'More about three.webm' }).focus();
    await ada.page.keyboard.press('Alt+ArrowUp');
    const order = ['A clock: one', 'three.webm', 'two.webm', 'YouTube dQw4w9WgXcQ'];
    await expect.poll(() => titles(kit.page)).toEqual(order);
    await ada.page.getByRole('button', { name: 'More about two.webm' }).click();
    await ada.page.getByRole('menuitem', { name: 'Move to the top' }).click();
    await expect.poll(async () => (await titles(kit.page))[1]).toBe('two.webm');
    const item = (title: string) => ada.page.locator('.item', { hasText: title });
    await item('YouTube').dragTo(item('two.webm'));
    await expect.poll(async () => (await titles(kit.page))[1]).toBe('YouTube dQw4w9WgXcQ');
  });

  test('what is liked is counted, what is edited is called so, what is removed comes back', async () => {
    await kit.page.getByRole('button', { name: 'Like three.webm' }).click();
    await expect
      .poll(() => ada.page.getByRole('button', { name: 'Like three.webm' }).innerText())
      .toBe('1');
    await ada.page.getByRole('button', { name: 'More about three.webm' }).click();
    await ada.page.getByRole('menuitem', { name: 'Edit' }).click();
    await ada.page.getByRole('textbox', { name: 'Title' }).fill('The third');
    await ada.page.getByRole('button', { name: 'Add a range' }).click();
    await ada.page.getByLabel('Range 1: from').fill('0:10');
    await ada.page.getByLabel('Range 1: to').fill('0:05');
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('a range ends after it begins').waitFor();
    await ada.page.getByLabel('Range 1: to').fill('0:20');
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await kit.page.getByText('The third').waitFor();
    await ada.page.getByRole('button', { name: 'More about The third' }).click();
    await ada.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.poll(() => titles(kit.page)).not.toContain('The third');
    await ada.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titles(kit.page)).toContain('The third');
    await keep(ada.page, 'room-queue');
  });

  test('everybody votes, and is asked a question', async () => {
    await kit.page.getByRole('button', { name: 'Do something together' }).click();
    await kit.page.getByRole('menuitem', { name: 'Ask a question' }).click();
    await kit.page.getByRole('textbox', { name: 'Question' }).fill('Pizza?');
    await kit.page.getByLabel('Answer 1').fill('Now');
    await kit.page.getByLabel('Answer 2').fill('Later');
    await kit.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await ada.page.getByRole('heading', { name: 'Pizza?' }).waitFor();
    await ada.page.getByRole('button', { name: /^Later/ }).click();
    await expect
      .poll(() => kit.page.getByRole('button', { name: /^Later/ }).innerText())
      .toContain('1');
    await keep(kit.page, 'room-poll');
    await ada.page.getByRole('button', { name: 'End the vote' }).click();
    await kit.page.getByRole('heading', { name: 'Pizza?' }).waitFor({ state: 'hidden' });
  });

  test('somebody is made a cohost, renames themselves, and is removed', async () => {
    await ada.page.getByRole('tab', { name: /People/ }).click();
    await ada.page.getByRole('button', { name: 'More about Kit' }).click();
    await ada.page.getByRole('menuitemradio', { name: 'cohost' }).click();
    await kit.page.getByRole('tab', { name: /People/ }).click();
    await kit.page.getByText('you · cohost').waitFor();
    await kit.page.getByRole('button', { name: 'Rename' }).click();
    await kit.page.getByRole('textbox', { name: 'Your name' }).fill('Kitty');
    await kit.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText('Kitty', { exact: true }).waitFor();
    await keep(ada.page, 'room-people');
    await ada.page.getByRole('button', { name: 'More about Kitty' }).click();
    await ada.page.getByRole('menuitem', { name: 'Remove …' }).click();
    await ada.page.getByRole('button', { name: 'Remove', exact: true }).click();
    await kit.page.getByRole('heading', { name: 'You left the room' }).waitFor();
  });

  test('who knocks waits until somebody lets them in', async () => {
    const shut = await makeRoom({ entry: 'knock' });
    const [host, jo] = [await arrive(browser), await arrive(browser)];
    await own(host, shut);
    await jo.page.goto(shut.url);
    await jo.page.getByLabel('Your name').fill('Jo');
    await jo.page.getByRole('button', { name: 'Knock' }).click();
    await jo.page.getByText('You have knocked').waitFor();
    await host.page.getByRole('tab', { name: /waiting to come in/ }).click();
    await host.page.getByRole('button', { name: 'Let in' }).click();
    await jo.page.getByRole('heading', { level: 1, name: 'Friday films' }).waitFor();
    await jo.page.getByRole('heading', { name: 'What do you want to watch?' }).waitFor();
    for (const one of [host, jo]) await one.context.close();
  });

  test('one click makes a room, for a stranger, too', async () => {
    const jo = await arrive(browser);
    await jo.page.goto(ready.api);
    await jo.page.getByRole('link', { name: 'Create a room' }).click();
    await jo.page.waitForURL(/\/room\/\w{8}$/);
    await jo.page.getByRole('button', { name: 'Come back' }).click();
    await jo.page.getByRole('heading', { name: 'What do you want to watch?' }).waitFor();
    await jo.page.goto(`${ready.api}/room`);
    await jo.page.getByRole('heading', { name: 'My rooms' }).waitFor();
    await jo.page.locator('.rooms-list button').last().click();
    await jo.page.waitForURL(/\/room\/\w{8}$/);
    await jo.context.close();
  });

  test('there is no room behind a wrong code', async () => {
    const jo = await arrive(browser);
    await jo.page.goto(`${ready.api}/room/ZZZZZZZZ`);
    await jo.page.getByRole('heading', { name: 'There is no such room' }).waitFor();
    await jo.context.close();
  });
}
