import { randomUUID } from 'node:crypto';
import type { Browser, FrameLocator, Page, Frame as PageFrame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, troubles } from '../stage';
import { demo } from './camp';

type View = keyof typeof demo.ext_pages;
type Frame = { set(changed: object): unknown; broadcast(message: string): void };

/** The extension's views, framed as Twitch frames them. */
export function extension(): void {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function open(view: View, asked: Record<string, string>, width = 1400) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const found = troubles(page);
    // The page around has no picture, which is not ours.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await page.goto(`${demo.ext_pages[view]}?${new URLSearchParams(asked)}`);
    return { page, frame: page.frameLocator('iframe'), found };
  }

  const somebody = () => String(Math.floor(1e8 + Math.random() * 8e8));

  async function begin(frame: FrameLocator): Promise<void> {
    await frame.getByRole('button', { name: 'Begin' }).click();
    await frame.getByRole('button', { name: 'Go out now' }).click();
    await frame.getByRole('log').getByText('Event 1', { exact: true }).waitFor();
  }

  test('in the panel a viewer begins, goes out and reads the log', async () => {
    const { page, frame, found } = await open('panel', { user: somebody() });
    await frame.getByRole('button', { name: 'Begin' }).waitFor();
    await keep(page, 'mission-ext-panel-begin');
    await begin(frame);
    await keep(page, 'mission-ext-panel');
    await fits(page, 318);
    await frame.getByRole('tab').nth(1).click();
    await frame.getByRole('heading', { name: 'What happens out there' }).waitFor();
    await keep(page, 'mission-ext-panel-camp');
    expect(await barriers(inside(page))).toEqual([]);
    expect(found).toEqual([]);
  });

  test('whoever Twitch does not know only looks', async () => {
    const { page, frame } = await open('panel', { as: 'anonymous' });
    await frame.getByText(/Sign in to Twitch/).waitFor();
    expect(await frame.getByRole('button', { name: 'Begin' }).count()).toBe(0);
    await frame.getByRole('tab').nth(1).click();
    await frame.getByRole('heading', { name: 'What happens out there' }).waitFor();
    expect(await frame.getByRole('button', { name: /^Join/ }).count()).toBe(0);
    await keep(page, 'mission-ext-anonymous');
  });

  test('it wears the theme and the language of the page around it', async () => {
    const asked = { user: somebody(), theme: 'light', language: 'de' };
    const { page, frame } = await open('mobile', asked);
    await frame.getByRole('button', { name: 'Anfangen' }).waitFor();
    await keep(page, 'mission-ext-mobile-light');
    const theme = () => frame.locator('html').getAttribute('data-theme');
    await expect.poll(theme).toBe('light');
    await set(page, { theme: 'dark' });
    await expect.poll(theme).toBe('dark');
    await page.locator('iframe').evaluate((one) => (one.style.width = '320px'));
    await fits(page, 320);
    expect(await barriers(inside(page))).toEqual([]);
  });

  test('over a video there is a lantern, which opens and closes', async () => {
    const { page, frame, found } = await open('overlay', { user: somebody() });
    const lantern = frame.locator('.lantern');
    await lantern.waitFor();
    await keep(page, 'mission-ext-overlay');
    const scheme = () =>
      inside(page).evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(scheme).toBe('normal');
    await lantern.press('Enter');
    await frame.getByRole('button', { name: 'Begin' }).waitFor();
    await keep(page, 'mission-ext-overlay-open');
    expect(await barriers(inside(page))).toEqual([]);
    await frame.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => lantern.getAttribute('aria-expanded')).toBe('false');
    expect(found).toEqual([]);
  });

  test('a message that is missing makes a view read again, one that comes twice does not', async () => {
    const { page, frame } = await open('panel', { as: 'anonymous' });
    await frame.getByRole('tab').nth(1).click();
    await frame.getByRole('heading', { name: 'What happens out there' }).waitFor();
    const reads: string[] = [];
    page.on('request', (request) => {
      if (/\/api\/v1\/camps\//.test(request.url())) reads.push(request.url());
    });
    const text = `Nobody ${randomUUID()} finds a bell.`;
    const now = Date.now() + 3_600_000;
    const line = { at_ms: now, mission: null, tick: 0, name: 'N', outcome: 'success', text };
    const told = { open: true, out: 3, lost_today: 0, lobbies: [], season: null, now_ms: now };
    await broadcast(page, { ...told, seq: now, after: now - 1, lines: [line], more: 0 });
    await frame.getByText(text).waitFor();
    await broadcast(page, { ...told, seq: now, after: now - 1, lines: [], more: 0 });
    await broadcast(page, { ...told, seq: now + 2, after: now + 1, lines: [], more: 1 });
    await expect.poll(() => reads.length).toBeGreaterThan(0);
    await frame.getByText(text).waitFor({ state: 'detached' });
  });

  test('a view that is shown again reads again', async () => {
    const { page, frame } = await open('panel', { as: 'anonymous' });
    await frame.getByRole('tab').first().waitFor();
    await set(page, { hidden: true });
    const read = page.waitForRequest(/\/api\/v1\/camps\//);
    await set(page, { hidden: false });
    await read;
  });

  test('the streamer says where the server is', async () => {
    const { page, frame } = await open('config', { as: 'broadcaster', user: '70000003' });
    await frame.getByRole('button', { name: 'Test the connection' }).click();
    await frame.getByText('The server answers, and your camp is there.').waitFor();
    await frame.getByLabel('Address of your Downbeat server').fill('nonsense');
    await frame.getByRole('button', { name: 'Save' }).click();
    await frame.getByText(/an address that begins with/i).waitFor();
    await keep(page, 'mission-ext-config');
    expect(await barriers(inside(page))).toEqual([]);
  });

  const set = (page: Page, changed: object) =>
    page.evaluate((changed) => (window as unknown as { frame: Frame }).frame.set(changed), changed);

  const broadcast = (page: Page, told: object) =>
    page.evaluate(
      (message) => (window as unknown as { frame: Frame }).frame.broadcast(message),
      JSON.stringify(told),
    );

  function inside(page: Page): PageFrame {
    return page.frames().find((one) => one !== page.mainFrame()) ?? expect.fail('no frame');
  }

  async function fits(page: Page, width: number): Promise<void> {
    const wide = await inside(page).evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
  }
}
