import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patiently } from '../asked';
import { barriers } from '../barriers';
import { keep, launch, ready, refused, troubles } from '../stage';

const LOOKS = [
  ['dark', 1280, 900],
  ['light', 1280, 900],
  ['dark', 390, 844],
] as const;

export function timerOwner(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let found: string[];

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark', reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.goto(ready.dashboard_url);
    await page.getByRole('link', { name: 'Timers' }).click();
    await heading('Timers');
    found = troubles(page);
  });

  afterAll(() => browser.close());

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'This timer' }).getByRole('link', { name }).click();

  /** Each view in each look: nothing stands out, and anybody can use it. */
  async function look(name: string): Promise<void> {
    for (const [colorScheme, width, height] of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await keep(page, `timer-${name}-${colorScheme}-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${name} at ${width}`).toBeLessThanOrEqual(0);
      expect(await barriers(page)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test('whoever is not signed in is led to Twitch', async () => {
    const stranger = await browser.newPage();
    await stranger.goto(`${ready.api}/timer`);
    const begin = stranger.getByRole('link', { name: 'Continue with Twitch' });
    expect(await begin.getAttribute('href')).toBe('/auth/twitch');
    await stranger.close();
  });

  test('what the server finds fault with stands beside its field', async () => {
    await page.getByRole('link', { name: 'New timer' }).click();
    await heading('New timer');
    await page.getByLabel('Name of player 2').fill('');
    await page.getByLabel('Second warning').fill('60');
    await button('Create').click();
    await page.getByText('Fix 2 fields').waitFor();
    await page.getByText('less than the first warning').waitFor();
    const name = page.getByLabel('Name of player 2');
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    // The browser itself tells of an answer that was a refusal.
    expect(refused(found, 422)).toBe(1);
    await look('new');
  });

  test('a text may have room around it; what is too deep, or wrong as a whole, is told', async () => {
    await button(/^Chess rapid/).click();
    const title = page.getByLabel('Title');
    await title.fill('x'.repeat(101));
    await page.getByText('1 to 100 characters').waitFor();
    await title.fill(' '.repeat(80) + '🎉'.repeat(100) + ' '.repeat(80));
    await page.getByText('1 to 100 characters').waitFor({ state: 'detached' });
    await page.getByText(/^More:/).click();
    const data = page.getByLabel('Custom data').first();
    await data.fill(`{"deep":${'['.repeat(40)}${']'.repeat(40)}}`);
    await page.getByText(/^More:/).click();
    await button('Create').click();
    await page.locator('.fault', { hasText: '32 deep at most' }).waitFor();
    await expect.poll(() => data.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByText('Fix 1 field').waitFor();
    await look('deep');

    await data.fill('');
    const path = '**/api/v1/sessions';
    await page.route(path, (route) =>
      route.continue({ postData: JSON.stringify({ kind: 'timer', config: 7 }) }),
    );
    await button('Create').click();
    await page
      .getByRole('status')
      .getByText(/must be/i)
      .waitFor();
    await page.getByText(/^Fix /).waitFor({ state: 'detached' });
    await look('whole');
    await page.unroute(path);
    expect(refused(found, 422)).toBe(2);
  });

  test('a template is kept from the form, and a timer made from it', async () => {
    // Long enough that a slow machine does not run it out.
    await button(/^Chess rapid/).click();
    await page.getByLabel('Title').fill('Club night');
    await page.getByLabel('Name of player 1').fill('Ada');
    await page.getByLabel('Name of player 2').fill('Kit');
    await button('Save as template').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await button(/^Debate/).click();
    await button(/^Club night/)
      .first()
      .click();
    await expect.poll(() => page.getByLabel('Name of player 1').inputValue()).toBe('Ada');
    await button('Create').click();
    await heading('Club night');
    await page.getByText('Live', { exact: true }).waitFor();
  });

  test('it is steered with the keyboard and with buttons', async () => {
    await page.keyboard.press('Space');
    await active('Ada').waitFor();
    await page.keyboard.press('Space');
    await active('Kit').waitFor();
    await page.keyboard.press('u');
    await active('Ada').waitFor();
    await button(/^End turn → Kit/).click();
    await active('Kit').waitFor();
    await button(/^Undo/).click();
    await active('Ada').waitFor();
    await button('Set on turn: Kit').click();
    await active('Kit').waitFor();
    await look('clock');

    await button('Adjust the time of Ada').click();
    await page.getByLabel('Change', { exact: true }).fill('-9:15');
    await page.getByLabel('Reason').fill('a phone rang');
    await button('Take time').click();
    const ada = page.getByRole('article').filter({ hasText: 'Ada' });
    await ada.getByText('Low on time').waitFor();

    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('p');
    await button(/^Resume/).waitFor();
    // Since Ada's time was changed, the switch before does not stand alone any more.
    expect(await button(/^Undo/).count()).toBe(0);
    await page.keyboard.press('u');
    await page.getByText('Nothing to undo').waitFor();
  });

  const active = (name: string) =>
    page.locator('.clock.is-active').filter({ has: page.getByText(name, { exact: true }) });

  test('whoever joins has a link and its code', async () => {
    await tab('Links');
    await page.getByLabel('Seat').selectOption('Kit');
    await button('Create link').click();
    await page.getByRole('img', { name: 'QR code of this link' }).waitFor();
    // The demo's address is this machine's own.
    await page.getByText('This link only works on this computer').waitFor();
    const url = (await page.locator('dialog .secret').textContent()) ?? '';
    expect(url).toContain(`${ready.api}/join/`);
    await button('Done').click();

    await button('Reset link: Player: Kit').click();
    await button('Reset link').click();
    await page.getByRole('img', { name: 'QR code of this link' }).waitFor();
    await expect.poll(() => page.locator('dialog .secret').textContent()).not.toBe(url);
    await button('Done').click();
    await look('links');
    await button('Delete link: Player: Kit').click();
    await button('Delete link').click();
    await page.getByText('No links yet').waitFor();
  });

  test('its words change while its rules stand', async () => {
    await tab('Settings');
    expect(await page.getByLabel('Mode').count()).toBe(0);
    await page.getByLabel('Title').fill('Club final');
    await look('settings');
    await button('Save').click();
    await heading('Club final');
  });

  test('a time that a start made stand is said, and what to do instead', async () => {
    const path = '**/api/v1/sessions/*';
    const errors = [{ field: 'budget_ms', message: 'it stands since the start' }];
    await page.route(path, (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            body: JSON.stringify({ code: 'started', detail: 'it was started', errors }),
          })
        : route.continue(),
    );
    await page.getByLabel('Title').fill('Club semifinal');
    await button('Save').click();
    await page.getByText('these are locked: time.').waitFor();
    await look('started');
    await button('Leave them as they are').click();
    await page.unroute(path);
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Club semifinal');
    await page.getByLabel('Title').fill('Club final');
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' });
    // The browser itself tells of an answer that was a refusal.
    expect(refused(found, 409)).toBe(1);
  });

  test('it ends, and its history is seen again', async () => {
    await tab('Clock');
    await button('Complete').click();
    await page.getByLabel('Result (optional)').fill('1–0');
    await page.getByRole('dialog').getByRole('button', { name: 'Complete timer' }).click();
    await page.getByText('Completed: 1–0.').waitFor();
    await tab('History');
    await page.getByText('Ended: Completed, 1–0').first().waitFor();
    await page.getByRole('img', { name: /^Time per turn/ }).waitFor();
    await look('history');

    const slider = page.getByRole('slider', { name: 'Event' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.getByText('1 of', { exact: false }).first().waitFor();
    const past = page.getByRole('region', { name: 'Replay' });
    await past.getByText('Running', { exact: true }).waitFor();
    await active('Ada').waitFor();
    await page.keyboard.press('ArrowRight');
    await active('Kit').waitFor();
  });

  test('it is a file, with every event', async () => {
    const href = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
    const file = await patiently(() => context.request.get(ready.api + href));
    const { events } = await file.json();
    expect(events[0].name).toBe('started');
    expect(events.at(-1).name).toBe('ended');
    const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const table = await (await patiently(() => context.request.get(ready.api + csv))).text();
    expect(table.split('\r\n')[0]).toContain('rev,seq,at_ms');
  });

  test('it is found by its title, and deleted', async () => {
    await page.getByRole('link', { name: 'All timers' }).click();
    await page.getByLabel('Search titles').fill('club fi');
    await page.waitForURL(/search=club/);
    await look('list');
    await page.getByRole('link', { name: 'Club final' }).first().click();
    await heading('Club final');
    await tab('Settings');
    await button('Delete timer').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete timer' }).click();
    await heading('Timers');
    await page.getByText('Timer deleted.').waitFor();

    await page.getByRole('link', { name: 'New timer' }).click();
    await button('Delete template Club night').first().click();
    await button('Delete template').click();
    await page.getByText('Template deleted.').waitFor();
    // The browser tells of each 404, as that no webhook is set.
    expect(found.filter((one) => !one.includes('404'))).toEqual([]);
  });
}
