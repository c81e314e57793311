import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { alphas } from '../alphas';
import { barriers } from '../barriers';
import { calm } from '../calm';
import { SlowLine } from '../slow-line';
import { keep, launch, ready, troubles } from '../stage';
import { ask, command, type Link, makeLink, makeTimer, switches, through } from './timers';

const PHONE = { width: 390, height: 844 };
const AWAY_MS = 20_000;
const PATIENCE = { timeout: 15_000, interval: 50 };

export function timerJoin(): void {
  let browser: Browser;
  let lines: SlowLine[] = [];

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const line of lines) line.close();
    lines = [];
  });

  async function slowLine(delayMs = 0): Promise<SlowLine> {
    const line = await SlowLine.open(ready.api, delayMs);
    lines.push(line);
    return line;
  }

  async function open(url: string, viewport = PHONE): Promise<Page> {
    const page = await browser.newPage({ viewport, hasTouch: true });
    await page.goto(url);
    return page;
  }

  test('two who pass the same turn pass one, and the later is told (D1)', async () => {
    await calm(12_000);
    const participants = ['Ada', 'Kit', 'Sam'].map((name) => ({ id: name.toLowerCase(), name }));
    const session = await makeTimer({ participants });
    await command(session, 'start');
    const line = await slowLine(1_000);
    const late = await open(through(line.base, await makeLink(session, 'moderator')));
    const first = await open((await makeLink(session, 'moderator')).url);
    for (const page of [late, first]) await active(page, 'ada').waitFor();
    await first.getByRole('button', { name: 'Next: Kit' }).click();
    await active(first, 'kit').waitFor();
    // It still shows the turn that has passed.
    await late.getByRole('button', { name: 'Next: Kit' }).click();
    await late.getByText('the turn had already passed').waitFor();
    await active(late, 'kit').waitFor();
    expect(await switches(session, 1)).toHaveLength(1);
  });

  test('a table that loses its line loses no tap (D1)', async () => {
    const line = await slowLine();
    const session = await makeTimer({ offline_grace_ms: 30_000 });
    const page = await open(through(line.base, await makeLink(session, 'table')));
    await panel(page, 'a').waitFor();
    await command(session, 'start');
    await active(page, 'a').waitFor();

    line.cut();
    const cut = Date.now();
    await countTaps(page);
    await page.getByText(/^Offline for .*your taps are saved$/).waitFor();
    for (const id of ['a', 'b', 'a']) {
      await active(page, id).waitFor();
      await tap(page, id);
      // Its clock shows that it has not run for a tenth of a second only.
      await page.waitForTimeout(700);
    }
    await active(page, 'b').waitFor();
    const tapped = await taps(page);
    await keep(page, 'timer-table-offline');
    await page.waitForTimeout(cut + AWAY_MS - Date.now());
    line.mend();
    await page.getByText('Online again: 3 taps counted').waitFor();

    const told = await switches(session, 3);
    expect(told.map(({ event }) => event.to)).toEqual(['b', 'a', 'b']);
    const placed = told.map(({ at_ms, event }) => at_ms - (event.age_ms ?? 0));
    expect(told.every(({ event }) => (event.age_ms ?? 0) > 500)).toBe(true);
    placed.forEach((at, n) => {
      const between = at - (placed[0] ?? 0);
      expect(Math.abs(between - ((tapped[n] ?? 0) - (tapped[0] ?? 0)))).toBeLessThan(300);
    });
  });

  test('a tap that comes too late is told so, on the screen and to programs (D1)', async () => {
    await calm(15_000);
    const line = await slowLine();
    const session = await makeTimer();
    const page = await open(through(line.base, await makeLink(session, 'table')));
    await panel(page, 'a').waitFor();
    await command(session, 'start');
    await active(page, 'a').waitFor();
    line.cut();
    await page.getByText(/^Offline for .*taps do not count$/).waitFor();
    // Each is shown for a while only.
    await Promise.all([
      active(page, 'b').waitFor(),
      page.getByText('Too late: that tap did not count.').waitFor(),
      tap(page, 'a'),
    ]);
    await active(page, 'a').waitFor();
    line.mend();

    const { token } = await makeLink(session, 'participant', 'a');
    const said = await askBySocket(page, `/ws/sessions/${session}?link=${token}`, {
      name: 'switch',
      args: { age_ms: 500 },
    });
    expect(said).toMatchObject({ type: 'reject', code: 'late' });
    expect(await switches(session, 0)).toEqual([]);
  });

  test('two halves: a tap passes the turn, and so does a key', async () => {
    await calm(15_000);
    const session = await makeTimer({ increment: { kind: 'fischer', ms: 2_000 } });
    const page = await open((await makeLink(session, 'table')).url);
    const found = troubles(page);
    await page.getByText('You begin').waitFor();
    await keep(page, 'timer-table-pending');
    await command(session, 'start');
    await active(page, 'a').waitFor();
    await tap(page, 'b');
    await tap(page, 'a');
    await active(page, 'b').waitFor();
    await panel(page, 'a').getByText('+2 s').waitFor();
    await page.keyboard.press('Space');
    await active(page, 'a').waitFor();
    await expect.poll(() => page.locator('#aloud').textContent()).toBe('Ada has the turn.');
    await keep(page, 'timer-table-running');
    await page.setViewportSize({ width: 844, height: 390 });
    await keep(page, 'timer-table-landscape');
    expect(await barriers(page)).toEqual([]);
    await command(session, 'pause');
    await panel(page, 'a').getByText('Paused').waitFor();
    await command(session, 'resume');
    await command(session, 'complete', { outcome: '1-0' });
    await page.getByText('1-0').first().waitFor();
    expect(found).toEqual([]);
  });

  test('by role: who is done says so, who steers passes and pauses, who looks on looks', async () => {
    await calm(15_000);
    const participants = ['Ada', 'Kit', 'Lou'].map((name) => ({ id: name.toLowerCase(), name }));
    const session = await makeTimer({ mode: 'per_cycle', budget_ms: 60_000, participants });
    const steers = await open((await makeLink(session, 'moderator')).url);
    const plays = await open((await makeLink(session, 'participant', 'ada')).url);
    const looks = await open((await makeLink(session, 'viewer')).url, {
      width: 1920,
      height: 1080,
    });
    const found = [steers, plays, looks].map(troubles);
    await steers.getByRole('button', { name: 'Start' }).click();
    await plays.getByRole('button', { name: 'Done' }).click();
    await looks.locator('[data-on][data-id="kit"]').waitFor();
    await plays.getByRole('button', { name: 'Done' }).waitFor({ state: 'hidden' });
    await steers.getByRole('button', { name: 'Next: Lou' }).click();
    await looks.locator('[data-on][data-id="lou"]').waitFor();
    await steers.getByRole('button', { name: 'Undo' }).click();
    await looks.locator('[data-on][data-id="kit"]').waitFor();
    await steers.getByRole('button', { name: 'Pause' }).click();
    await looks.getByText('Paused · Round 1 · 2 of 3').waitFor();
    await expect
      .poll(() => looks.getByRole('listitem').allTextContents())
      .toEqual(['Lou1:00', 'Ada1 turn1:00']);
    for (const page of [steers, plays, looks]) {
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await barriers(page)).toEqual([]);
    }
    await keep(looks, 'timer-display');
    await keep(steers, 'timer-list');
    expect(found.flat()).toEqual([]);
  });

  test('a thousand are not too many', async () => {
    const participants = Array.from({ length: 1_000 }, (_, n) => ({ name: `Number ${n + 1}` }));
    const session = await makeTimer({ mode: 'per_cycle', budget_ms: 60_000, participants });
    await command(session, 'start');
    const page = await open((await makeLink(session, 'viewer')).url, { width: 1920, height: 1080 });
    await page.getByText(/^and 99\d more$/).waitFor();
    expect(await page.getByRole('listitem').count()).toBeLessThan(20);
    await command(session, 'switch');
    await page.locator('[data-on][data-id="p2"]').waitFor();
  });

  test('on a stream: transparent but for the clocks, and still when its link was replaced', async () => {
    const session = await makeTimer();
    await command(session, 'start');
    const link = await makeLink(session, 'overlay');
    const page = await open(link.url, { width: 800, height: 100 });
    const found = troubles(page);
    await page.locator('.plate[data-on][data-level]').waitFor();
    await keep(page, 'timer-overlay', true);
    const [corner, between, core] = await alphas(page, browser, [
      [1, 1],
      [799, 99],
      [200, 50],
    ]);
    expect({ corner, between, core }).toEqual({ corner: 0, between: 0, core: 255 });
    const { url } = await ask<Link>('POST', `/links/${link.id}/rotate`, {});
    const time = page.locator('.plate[data-on] [role="timer"]');
    const isStill = async () => {
      const before = await time.textContent();
      await page.waitForTimeout(1_100);
      return before === (await time.textContent());
    };
    await expect.poll(isStill, PATIENCE).toBe(true);
    expect(found).toEqual([]);
    const again = await open(url, { width: 800, height: 100 });
    await again.locator('.plate[data-on]').waitFor();
  });

  test('a link that opens nothing says so, and one of a meter shows the meter', async () => {
    const session = await makeTimer();
    const link = await makeLink(session, 'viewer');
    const page = await open(link.url);
    await panel(page, 'a').waitFor();
    await ask('POST', `/links/${link.id}/rotate`, {});
    await page.getByRole('heading', { name: 'This link has expired.' }).waitFor();
    await page.goto(`${ready.api}/join/${session}`);
    await page.getByRole('heading', { name: 'This link is incomplete.' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const meter = await open((await makeLink(ready.session_id, 'viewer')).url);
    await meter.getByRole('meter').waitFor();
  });
}

const panel = (page: Page, id: string) => page.locator(`.panel[data-id="${id}"]`);
const active = (page: Page, id: string) => page.locator(`.panel[data-on][data-id="${id}"]`);

/** With a finger, in the middle of the half. */
async function tap(page: Page, id: string): Promise<void> {
  const box = await panel(page, id).boundingBox();
  if (!box) throw new Error('the half is not shown');
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

/** From now on, when a finger came down: by the page's clock, whatever the way there took. */
function countTaps(page: Page): Promise<void> {
  return page.evaluate(() => {
    const taps: number[] = [];
    Object.assign(window, { taps });
    addEventListener('pointerdown', () => taps.push(Date.now()), { capture: true });
  });
}

function taps(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { taps: number[] }).taps);
}

/** One command by a socket of a page's own origin, and what is answered. */
function askBySocket(page: Page, path: string, asked: object): Promise<object> {
  return page.evaluate(
    ([path, asked]) =>
      new Promise<object>((done, failed) => {
        const socket = new WebSocket(location.origin.replace('http', 'ws') + path, 'downbeat.v1');
        socket.onerror = () => failed(new Error('the socket failed'));
        socket.onmessage = ({ data }) => {
          const says = JSON.parse(data);
          if (says.type === 'hello') {
            socket.send(JSON.stringify({ type: 'command', id: 'one', ...asked }));
          } else if (says.id === 'one') {
            socket.close();
            done(says);
          }
        };
      }),
    [path, asked] as const,
  );
}
