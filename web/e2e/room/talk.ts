/** What people say: lines, replies, names, reactions, and who is not heard. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch } from '../stage';
import { arrive, clock, command, join, makeRoom, own, type Person, type Room } from './rooms';

export function talk(): void {
  let browser: Browser;
  let room: Room;
  let ada: Person;
  let kit: Person;
  let jo: Person;

  beforeAll(async () => {
    browser = await launch();
    room = await makeRoom({ items: [clock()] });
    [ada, kit, jo] = [await arrive(browser), await arrive(browser), await arrive(browser)];
    await own(ada, room);
    await join(kit, room, 'Kit');
    await join(jo, room, 'Jo');
  });

  afterAll(() => browser.close());

  async function say({ page }: Person, text: string): Promise<void> {
    await page.getByLabel('Message').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => page.getByLabel('Message').inputValue()).toBe('');
  }
  const heard = ({ page }: Person, text: string) =>
    page.getByRole('log').getByText(text, { exact: true });

  test('a line is heard by all, with its links and its names', async () => {
    await say(kit, 'Hello @Ada, see https://a.example/b and 0:05');
    await ada.page.getByRole('log').getByText('@Ada').waitFor();
    const link = ada.page.getByRole('link', { name: 'https://a.example/b' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    await ada.page.getByRole('log').getByRole('button', { name: '0:05' }).click();
    await expect.poll(() => jo.page.locator('.time b').textContent()).toBe('0:05');
  });

  test('a name is offered while it is typed', async () => {
    const field = jo.page.getByLabel('Message');
    // It is told with the first letter, and for seconds only.
    const writes = ada.page.getByText('Jo writes…').waitFor();
    await field.pressSequentially('@Ki');
    await jo.page.getByRole('option', { name: 'Kit' }).waitFor();
    await field.press('Enter');
    await expect.poll(() => field.inputValue()).toBe('@Kit ');
    await field.pressSequentially('hi');
    await writes;
    await field.press('Enter');
    await ada.page.getByRole('log').getByText('@Kit').waitFor();
  });

  test('a reply shows what it answers, and a line can be taken back', async () => {
    await ada.page.getByRole('button', { name: 'Reply to Jo' }).click();
    await say(ada, 'Nice to see you');
    await jo.page.getByText('Jo: @Kit hi').waitFor();
    await say(ada, 'This was wrong');
    for (const one of [ada, kit]) await heard(one, 'This was wrong').waitFor();
    await ada.page.getByRole('button', { name: 'Delete' }).last().click();
    await heard(kit, 'This was wrong').waitFor({ state: 'hidden' });
    await kit.page.getByText('Deleted').waitFor();
    await keep(kit.page, 'room-chat');
  });

  test('who comes late reads what was said', async () => {
    const late = await arrive(browser);
    await join(late, room, 'Lu');
    await heard(late, 'Nice to see you').waitFor();
    expect(await heard(late, 'This was wrong').count()).toBe(0);
    await late.context.close();
  });

  test('reactions are seen by all, and leave a hill over the bar', async () => {
    // It floats for seconds only.
    const floats = ada.page.locator('.floating span', { hasText: 'Jo' });
    await Promise.all([
      floats.first().waitFor({ state: 'attached' }),
      jo.page.getByRole('button', { name: 'React with 👏' }).click(),
    ]);
    await ada.page.locator('.seek .heat').waitFor({ state: 'attached' });
  });

  test('who is muted in the shadow sees no difference, and nobody sees them', async () => {
    await command(room, 'mute', {
      seat: await seatOf(jo),
      scope: 'chat',
      minutes: 5,
      shadow: true,
    });
    await say(jo, 'Can you hear me?');
    await heard(jo, 'Can you hear me?').waitFor();
    await heard(ada, 'Can you hear me?').waitFor();
    await ada.page.getByText('Only those who keep order see this').waitFor();
    await say(kit, 'All quiet here');
    for (const one of [jo, kit]) await heard(one, 'All quiet here').waitFor();
    expect(await heard(kit, 'Can you hear me?').count()).toBe(0);
    await keep(ada.page, 'room-shadow');
  });

  test('who is muted is told', async () => {
    await command(room, 'mute', { seat: await seatOf(kit), scope: 'chat', minutes: 5 });
    await kit.page.getByPlaceholder('You may not write now.').waitFor();
    expect([...ada.found, ...kit.found, ...jo.found]).toEqual([]);
  });

  const seatOf = ({ page }: Person) =>
    page.evaluate(() => {
      const key = Object.keys(localStorage).find((one) => one.startsWith('room:')) ?? '';
      return (JSON.parse(localStorage[key]) as { seat: string }).seat;
    });
}
