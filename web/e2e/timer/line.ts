/** What a screen says of its line, and when. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { calm } from '../calm';
import { SlowLine } from '../slow-line';
import { keep, launch, ready } from '../stage';
import { command, makeLink, makeTimer, through } from './timers';

const PHONE = { width: 390, height: 844 };
/** A ping a second, and doubt after two: less than half of what a quiet line is given. */
const NOTICED_MS_MAX = 5_000;

export function lines(): void {
  let browser: Browser;
  let open: SlowLine[] = [];

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const line of open) line.close();
    open = [];
  });

  async function slowLine(): Promise<SlowLine> {
    const line = await SlowLine.open(ready.api);
    open.push(line);
    return line;
  }

  async function opened(url: string): Promise<{ page: Page; sockets: () => number }> {
    const page = await browser.newPage({ viewport: PHONE });
    let sockets = 0;
    page.on('websocket', () => {
      sockets += 1;
    });
    await page.goto(url);
    return { page, sockets: () => sockets };
  }

  test('while a clock runs, a line that falls silent is noticed soon, with its true age (D5)', async () => {
    await calm(18_000);
    const line = await slowLine();
    const session = await makeTimer({ budget_ms: 3_600_000 });
    await command(session, 'start');
    const link = await makeLink(session, 'viewer');
    const { page, sockets } = await opened(through(line.base, link));
    await page.locator('[role="timer"]').first().waitFor();
    const strip = page.locator('#strip');
    // Long enough for its first, quick pings to be over.
    await page.waitForTimeout(6_000);
    expect(await strip.isHidden()).toBe(true);
    line.hush();
    const hushed = Date.now();
    await strip.getByText(/^No connection for \d+ s/).waitFor({ timeout: NOTICED_MS_MAX });
    const said = (await strip.textContent()) ?? '';
    const age_s = Number(/(\d+) s/.exec(said)?.[1]);
    const gone_s = (Date.now() - hushed) / 1_000;
    // Since it was heard last, which was within a second before.
    expect(age_s).toBeGreaterThanOrEqual(1);
    expect(age_s).toBeLessThanOrEqual(gone_s + 1);
    line.mend();
    await strip.waitFor({ state: 'hidden' });
    expect(sockets()).toBe(1);
  });

  test('a player is told why their button waits (D5)', async () => {
    const line = await slowLine();
    const session = await makeTimer({ budget_ms: 3_600_000 });
    await command(session, 'start');
    const link = await makeLink(session, 'participant', 'a');
    const { page } = await opened(through(line.base, link));
    const done = page.getByRole('button', { name: 'Done' });
    await done.waitFor();
    line.hush();
    await page
      .locator('#strip')
      .getByText(/^No connection for/)
      .waitFor();
    await expect.poll(() => done.isDisabled()).toBe(true);
    await keep(page, 'line-silent');
    line.mend();
    await page.locator('#strip').waitFor({ state: 'hidden' });
    await expect.poll(() => done.isEnabled()).toBe(true);
  });

  test('on a projector the strip is not covered by the button beside it', async () => {
    const line = await slowLine();
    const session = await makeTimer({ budget_ms: 3_600_000 });
    await command(session, 'start');
    const { page } = await opened(through(line.base, await makeLink(session, 'viewer')));
    await page.locator('[role="timer"]').first().waitFor();
    line.cut();
    const strip = page.locator('#strip');
    await strip.getByText(/^No connection for/).waitFor();
    await page.mouse.move(100, 100);
    const [said, button] = [await strip.boundingBox(), await page.locator('.full').boundingBox()];
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(said?.y ?? 0);
    await keep(page, 'line-projector');
  });

  test('a device that says that it is offline is believed at once (D5)', async () => {
    const line = await slowLine();
    const session = await makeTimer({ budget_ms: 3_600_000 });
    await command(session, 'start');
    const link = await makeLink(session, 'participant', 'a');
    const { page } = await opened(through(line.base, link));
    const done = page.getByRole('button', { name: 'Done' });
    await done.waitFor();
    await calm(5_000);
    line.hush();
    await page.evaluate(tellOnline, false);
    await expect.poll(() => done.isDisabled(), { timeout: 1_500, interval: 20 }).toBe(true);
    line.mend();
    await page.evaluate(tellOnline, true);
    await expect.poll(() => done.isEnabled()).toBe(true);
  });
}

/** As a browser says that its network went or came: emulated, it would be the test's, too. */
function tellOnline(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: isOnline });
  dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}
