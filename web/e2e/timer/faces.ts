import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch, ready } from '../stage';
import { command, makeLink, makeTimer } from './timers';

const PHONE = { width: 390, height: 844 };

/** One time on every screen, and on each who it is for. */
export function faces(): void {
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ viewport: PHONE });
    const page = await context.newPage();
    await page.goto(ready.dashboard_url);
    await page.close();
  });

  afterAll(() => browser.close());

  async function open(url: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  test.each([
    [60_500, '1:01'],
    [12_340, '0:12.4'],
  ])('%i ms left are %s on all faces (D2)', async (budget_ms, shown) => {
    const session = await makeTimer({ budget_ms });
    const roles = ['viewer', 'table', 'moderator', 'overlay'] as const;
    const links = await Promise.all(roles.map((role) => makeLink(session, role)));
    const urls = [...links.map(({ url }) => url), `${ready.api}/timer/${session}`];
    for (const url of urls) {
      const page = await open(url);
      const face = page.locator('.face').first();
      await face.waitFor();
      await expect.poll(() => face.textContent(), { message: url.replace(/#.*/, '') }).toBe(shown);
      await page.close();
    }
  });

  test('a player among many knows who they are and when they are next (D4)', async () => {
    const participants = ['Ada', 'Kit', 'Sam', 'Zoe'].map((name) => ({
      id: name.toLowerCase(),
      name,
    }));
    const session = await makeTimer({ participants });
    const page = await open((await makeLink(session, 'participant', 'sam')).url);
    const self = page.locator('.self');
    await self.getByText('Sam').waitFor();
    await self.getByText('Waiting for the host to start').waitFor();
    await command(session, 'start');
    await self.getByText('2 turns until yours').waitFor();
    await keep(page, 'timer-player-waits');
    await command(session, 'switch');
    await self.getByText('You are next').waitFor();
    await command(session, 'switch');
    await self.getByText('Your turn').waitFor();
    await keep(page, 'timer-player-turn');
    await expect.poll(() => page.locator('.row[data-self] .name').textContent()).toBe('Sam');
    await page.close();
  });

  test('one clock alone offers to pause, and nobody to pass to (D26)', async () => {
    const session = await makeTimer({
      mode: 'global',
      participants: [{ id: 'all', name: 'Everyone' }],
    });
    const page = await open((await makeLink(session, 'moderator')).url);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect(await page.getByRole('button', { name: /^Next/ }).count()).toBe(0);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await keep(page, 'timer-alone');
    await page.close();
  });

  test.each(['dark', 'light'] as const)(
    'whoever is on turn stands in a frame, and keeps their colour: %s (D27)',
    async (colorScheme) => {
      const session = await makeTimer({
        participants: [
          { id: 'a', name: 'White', color: '#f8fafc' },
          { id: 'b', name: 'Black', color: '#1f2937' },
        ],
      });
      const page = await open((await makeLink(session, 'table')).url);
      await page.emulateMedia({ colorScheme });
      const look = (id: string) =>
        page.locator(`.panel[data-id="${id}"]`).evaluate((panel) => ({
          plate: getComputedStyle(panel).backgroundColor,
          side: getComputedStyle(panel, '::before').backgroundColor,
          frame: getComputedStyle(panel).boxShadow,
        }));
      await page.locator('.panel').nth(1).waitFor();
      const before = await look('b');
      await command(session, 'start');
      await command(session, 'switch');
      await page.locator('.panel[data-on][data-id="b"]').waitFor();
      await expect.poll(async () => (await look('b')).frame).not.toBe('none');
      const { plate, side } = await look('b');
      expect({ plate, side }).toEqual({ plate: before.plate, side: before.side });
      expect((await look('a')).frame).toBe('none');
      await page.close();
    },
  );

  test('names are typed one after the other, and a list makes as many (D6)', async () => {
    const page = await open(`${ready.api}/timer/new`);
    await page.getByLabel('Name of player 1').fill('Ann');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ben');
    await page.keyboard.press('Enter');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text', 'Cyd\nDee\n\nEve');
      const at = document.activeElement;
      at?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    for (const [at, name] of ['Ann', 'Ben', 'Cyd', 'Dee', 'Eve'].entries()) {
      const field = page.getByLabel(`Name of player ${at + 1}`);
      await expect.poll(() => field.inputValue()).toBe(name);
    }
    expect(new URL(page.url()).pathname).toBe('/timer/new');
    await page.close();
  });
}
