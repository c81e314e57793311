/** Pages of several kinds: one socket, one entry, and of each kind only what is asked for. */
import type { Browser, Page, WebSocket } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { calm } from './calm';
import { keep, launch, ready, troubles } from './stage';
import { command, makeLink, makeTimer } from './timer/timers';

export function parts(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function opened(): Promise<{ page: Page; sockets: WebSocket[]; scripts: string[] }> {
    const page = await browser.newPage({ viewport: { width: 800, height: 100 } });
    const [sockets, scripts]: [WebSocket[], string[]] = [[], []];
    page.on('websocket', (socket) => sockets.push(socket));
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(request.url());
    });
    return { page, sockets, scripts };
  }

  const of = (scripts: string[], part: string) => scripts.filter((url) => url.includes(part));

  test('whatever the kind, a link and an overlay open one socket', async () => {
    const timer = await makeTimer();
    const clock = '[role="timer"]';
    const bar = '[role="meter"]';
    for (const [session, role, shown] of [
      [timer, 'viewer', clock],
      [timer, 'overlay', clock],
      [ready.session_id, 'viewer', bar],
      [ready.session_id, 'overlay', bar],
    ] as const) {
      await calm(8_000);
      const { page, sockets, scripts } = await opened();
      const found = troubles(page);
      await page.goto((await makeLink(session, role)).url);
      await page.locator(shown).first().waitFor();
      expect(sockets).toHaveLength(1);
      expect(of(scripts, session === timer ? 'meter-' : 'timer-')).toEqual([]);
      expect(found).toEqual([]);
      await keep(page, `part-${session === timer ? 'clocks' : 'bar'}-${role}`);
      await page.close();
    }
  });

  test('a link’s token is in no address, where it would be kept in logs (D40)', async () => {
    const timer = await makeTimer();
    for (const role of ['viewer', 'table', 'moderator'] as const) {
      await calm(8_000);
      const { page, sockets } = await opened();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const { url, token } = await makeLink(timer, role);
      await page.goto(url);
      await page.locator('[role="timer"]').first().waitFor({ state: 'attached' });
      const addresses = [...asked, ...sockets.map((socket) => socket.url())];
      expect(sockets).toHaveLength(1);
      // What comes after the # is not sent.
      expect(addresses.filter((one) => one.replace(/#.*/, '').includes(token))).toEqual([]);
      await page.close();
    }
  });

  test('nothing stands in for the pages of a kind while they are on their way', async () => {
    const { page } = await opened();
    await page.goto(ready.dashboard_url);
    let arrive = () => {};
    const onItsWay = new Promise<void>((done) => (arrive = done));
    await page.route(/\/timer-owner-.*\.js$/, async (route) => {
      await onItsWay;
      await route.continue();
    });
    await page.goto(`${ready.api}/timer`);
    await page.getByRole('status').getByText('Loading').waitFor({ state: 'attached' });
    expect(await page.locator('.bone').count()).toBe(0);
    arrive();
    await page.getByRole('heading', { level: 1, name: 'Timers' }).waitFor();
  });

  test('a part that cannot be had is asked for again, and shows what came meanwhile', async () => {
    await calm(15_000);
    const timer = await makeTimer();
    const { page, sockets } = await opened();
    await page.setViewportSize({ width: 390, height: 844 });
    const refused: string[] = [];
    // The script, then what it imports, then its style sheet.
    const parts = [/\/timer-join-.*\.js$/, /\/timer-paint-.*\.js$/, /\/join-.*\.css$/];
    await page.route(/\/assets\//, (route) => {
      const url = route.request().url();
      const isNext = parts[refused.length]?.test(url) && sockets.length > 0;
      if (!isNext) return route.continue();
      refused.push(url);
      return route.abort();
    });
    await page.goto((await makeLink(timer, 'moderator')).url);
    await expect.poll(() => refused.length).toBeGreaterThan(0);
    await command(timer, 'start');
    await command(timer, 'switch');
    await page.locator('.panel[data-on][data-id="b"]').waitFor();
    expect(refused).toHaveLength(parts.length);
    expect(sockets).toHaveLength(1);
  });

  test('who has timers loads no page of the meter, and comes to it by the header', async () => {
    const { page, scripts } = await opened();
    await page.goto(ready.dashboard_url);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    scripts.length = 0;
    await page.goto(`${ready.api}/timer`);
    await page.getByRole('heading', { level: 1, name: 'Timers' }).waitFor();
    expect(of(scripts, 'meter')).toEqual([]);
    expect(of(scripts, 'timer-owner')).toHaveLength(1);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Delete meter' }).waitFor();
    await page.getByRole('link', { name: 'Timers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Timers' }).waitFor();
    await page.getByRole('link', { name: 'Meter' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');
  });

  test('a kind’s word is an address, and one that is none says so', async () => {
    const { page } = await opened();
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(ready.dashboard_url);
    await page.goto(`${ready.api}/meter`);
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/dashboard');
    await page.goto(`${ready.api}/dashboard/nothing`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await page.goto(`${ready.api}/timer/a/nothing`);
    await page.getByRole('link', { name: 'Go to your timers' }).click();
    await page.getByRole('heading', { level: 1, name: 'Timers' }).waitFor();
  });
}
