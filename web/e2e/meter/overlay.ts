import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { alphas } from '../alphas';
import { asked } from '../asked';
import { keep, launch, ready, troubles } from '../stage';
import { push, say, until } from './bar';

export function overlay(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 800, height: 100 } });
  });

  afterEach(() => page.close());

  async function open(parameters = ''): Promise<void> {
    await page.goto(ready.overlay_url + parameters);
    await page.getByRole('meter').waitFor();
  }

  test('it is transparent but for the bar', async () => {
    await open();
    await keep(page, 'overlay-still', true);
    const [corner, edge, core] = await alphas(page, browser, [
      [1, 1],
      [798, 98],
      [300, 50],
    ]);
    expect({ corner, edge, core }).toEqual({ corner: 0, edge: 0, core: 255 });
  });

  test('chat moves it both ways', async () => {
    const found = troubles(page);
    await open();
    await push(page, 'yes', (value) => value > 30);
    await keep(page, 'overlay-for', true);
    await push(page, 'NO', (value) => value < -30);
    await keep(page, 'overlay-against', true);
    await until(page, (value) => value > -5);
    expect(found).toEqual([]);
  });

  test('its address changes how it looks', async () => {
    await open('?display=split&theme=light&for=Left+door&against=Right+door&scale=1');
    await expect.poll(() => page.getByText('Left door').isVisible()).toBe(true);
    await push(page, 'yes', (value) => value > 10);
    await keep(page, 'overlay-split-light', true);
  });

  test('it stands where its address wants it in a source of any size', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await open('?place=bottom-right&scale=1.5');
    const bar = page.locator('.bar');
    await bar.waitFor();
    const placed = await bar.boundingBox();
    expect(placed?.width).toBe(1_200);
    expect((placed?.x ?? 0) + 1_200).toBe(1_920 - 30);
    expect((placed?.y ?? 0) + 150).toBe(1_080 - 30);
    await keep(page, 'overlay-placed', true);
    await page.setViewportSize({ width: 800, height: 100 });
  });

  test('a test pattern shows the edge of the source, and nothing behind it', async () => {
    await open('?test=1');
    const said = () =>
      page.evaluate(() => getComputedStyle(document.body, '::after').content.replaceAll('"', ''));
    await expect.poll(said).toBe('800 × 100');
    const [edge, inside] = await alphas(page, browser, [
      [2, 40],
      [100, 9],
    ]);
    expect({ edge, inside }).toEqual({ edge: 255, inside: 0 });
    await keep(page, 'overlay-test-pattern', true);
    await open();
    expect(await page.evaluate(() => document.body.dataset.test)).toBeUndefined();
  });

  test('the variables and parts that the manual names change what is seen', async () => {
    await open();
    await page.getByRole('meter').waitFor();
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent =
        '.bar { --bar-background: #123456 !important; } .bar .label { letter-spacing: 3px; }';
      document.head.append(style);
    });
    const of = (selector: string, name: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), name);
    expect(await of('.bar [role="meter"]', 'background-color')).toBe('rgb(18, 52, 86)');
    expect(await of('.bar .label', 'letter-spacing')).toBe('3px');
  });

  test('OBS puts its Custom CSS into it, and into no other page', async () => {
    await open();
    await putStyle(page);
    const bar = page.getByRole('meter');
    expect(await bar.evaluate((bar) => getComputedStyle(bar).opacity)).toBe('0.5');
    await page.goto(ready.api);
    await putStyle(page);
    await bar.waitFor();
    expect(await bar.evaluate((bar) => getComputedStyle(bar).opacity)).toBe('1');
  });

  test('no page runs, loads or tells anything of others', async () => {
    for (const address of [ready.api, ready.overlay_url]) {
      await page.goto(address);
      await page.evaluate(() => {
        const refused: string[] = [];
        Object.assign(globalThis, { refused });
        addEventListener('securitypolicyviolation', (told) => {
          refused.push(`${told.effectiveDirective} ${told.blockedURI}`);
        });
        const evil = 'evil.invalid';
        const inline = document.createElement('script');
        inline.textContent = 'globalThis.refused.push("it ran")';
        const loaded = document.createElement('script');
        loaded.src = `https://${evil}/script.js`;
        const image = document.createElement('img');
        image.src = `https://${evil}/image.png`;
        document.body.append(inline, loaded, image);
        fetch(`https://${evil}/`).catch(() => null);
        try {
          new WebSocket(`wss://${evil}/`);
        } catch {
          // Not every browser throws.
        }
      });
      const refused = (): Promise<string[]> =>
        page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused.toSorted());
      await expect
        .poll(refused)
        .toEqual([
          'connect-src https://evil.invalid/',
          'connect-src wss://evil.invalid/',
          'img-src https://evil.invalid/image.png',
          'script-src-elem https://evil.invalid/script.js',
          'script-src-elem inline',
        ]);
    }
  });

  test('a round with choices takes the place of the bar, and gives it back (D3)', async () => {
    await open();
    await command('start_round', {
      question: 'Which door?',
      choices: [
        { trigger: 'left', label: 'Left door' },
        { trigger: 'right', label: 'Right door' },
        { trigger: 'wall', label: 'Through the wall' },
      ],
      duration_s: 600,
    });
    await page.getByText('Which door?').waitFor();
    await expect.poll(() => page.getByRole('meter').isVisible()).toBe(false);
    const rows = page.getByRole('listitem');
    await expect
      .poll(() => rows.allTextContents())
      .toEqual(['Left doorleft0%', 'Right doorright0%', 'Through the wallwall0%']);
    for (const word of ['right', 'RIGHT', 'left', 'nothing', 'right']) await say(word);
    await rows.filter({ hasText: 'Right door' }).getByText('75%').waitFor();
    await rows.filter({ hasText: 'Left door' }).getByText('25%').waitFor();
    await expect.poll(async () => (await top('Right door')) < (await top('Left door'))).toBe(true);
    await keep(page, 'overlay-choices', true);
    await page.setViewportSize({ width: 800, height: 300 });
    await keep(page, 'overlay-choices-tall', true);
    await page.setViewportSize({ width: 800, height: 100 });
    await command('stop_round', {});
    await rows.filter({ hasText: 'Right door' }).getByText('75% · 3').waitFor();
    const won = page.locator('[data-won]');
    await expect.poll(() => won.textContent()).toContain('Right door');
    await keep(page, 'overlay-choices-result', true);
    await command('reset', {});
    await page.getByRole('meter').waitFor();
    await expect.poll(() => page.getByText('Which door?').isVisible()).toBe(false);
  });

  test('a round with two sides is asked above the bar, and its result held (D3)', async () => {
    await open();
    await command('start_round', { question: 'Jump the gap?', duration_s: 600 });
    await page.getByText('Jump the gap?').waitFor();
    for (let n = 0; n < 4; n += 1) await say('yes');
    await until(page, (value) => value > 10);
    await keep(page, 'overlay-question', true);
    const bar = await page.getByRole('meter').boundingBox();
    expect((bar?.y ?? 100) + (bar?.height ?? 0)).toBeLessThanOrEqual(100);
    await command('stop_round', {});
    await page.getByText('100% · 4').waitFor();
    const lost = page.locator('[data-side="against"][data-lost]');
    await expect.poll(() => lost.count()).toBe(1);
    await keep(page, 'overlay-result', true);
    await command('reset', {});
    await page.getByText('Jump the gap?').waitFor({ state: 'hidden' });
    await until(page, (value) => value === 0);
  });

  async function top(choice: string): Promise<number> {
    const row = page.getByRole('listitem').filter({ hasText: choice });
    return (await row.boundingBox())?.y ?? -1;
  }
}

/** As obs-browser does it, when the page has loaded. */
function putStyle(page: Page): Promise<void> {
  return page.evaluate(() => {
    const style = document.createElement('style');
    style.append('[role="meter"] { opacity: 0.5 }');
    document.head.append(style);
  });
}

/** What the streamer does, by the API. */
async function command(name: string, args: object): Promise<void> {
  const path = `/api/v1/sessions/${ready.session_id}/commands/${name}`;
  const answer = await asked(ready.api + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ready.api_token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(args),
  });
  expect(answer.status).toBe(200);
}
