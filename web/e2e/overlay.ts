import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { keep, launch, ready, say, troubles, until, value } from './stage';

export function overlay(): void {
  let browser: Browser;
  let page: Page;
  let restarted: ChildProcess | undefined;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(async () => {
    restarted?.kill();
    await browser.close();
  });

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
    const picture = await page.screenshot({ omitBackground: true });
    const judge = await browser.newPage();
    const alphas = await judge.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const alpha = (x: number, y: number) => context?.getImageData(x, y, 1, 1).data[3];
      return { corner: alpha(1, 1), edge: alpha(798, 98), core: alpha(300, 50) };
    }, picture.toString('base64'));
    await judge.close();
    expect(alphas).toEqual({ corner: 0, edge: 0, core: 255 });
  });

  test('chat moves it both ways', async () => {
    const found = troubles(page);
    await open();
    for (let n = 0; n < 6; n += 1) await say('yes');
    await until(page, (value) => value > 30);
    await keep(page, 'overlay-for', true);
    for (let n = 0; n < 12; n += 1) await say('NO');
    await until(page, (value) => value < -30);
    await keep(page, 'overlay-against', true);
    await until(page, (value) => value > -5);
    expect(found).toEqual([]);
  });

  test('its address changes how it looks', async () => {
    await open('?display=split&theme=light&for=Left+door&against=Right+door&scale=1');
    await expect.poll(() => page.getByText('Left door').isVisible()).toBe(true);
    for (let n = 0; n < 3; n += 1) await say('yes');
    await until(page, (value) => value > 10);
    await keep(page, 'overlay-split-light', true);
  });

  test('an API that restarts is not seen on the stream', async () => {
    const found = troubles(page);
    await open();
    for (let n = 0; n < 3; n += 1) await say('yes');
    await until(page, (value) => value > 10);
    restarted = await restart(ready.pids['api-0'] ?? 0);
    await keep(page, 'overlay-during-restart', true);
    expect(await page.getByRole('meter').isVisible()).toBe(true);
    await expect
      .poll(
        async () => {
          await say('no');
          return (await value(page)) < -10;
        },
        { timeout: 30_000, interval: 200 },
      )
      .toBe(true);
    // The browser itself notes a lost connection; the page shows nothing of it.
    expect(found.filter((trouble) => !trouble.includes('WebSocket'))).toEqual([]);
    expect(await page.locator('body').textContent()).toMatch(/^\s*No\s+Yes\s*$/);
  });
}

/** Ends a process and starts it again as it was. */
async function restart(pid: number): Promise<ChildProcess> {
  const program = readlinkSync(`/proc/${pid}/exe`);
  const settings = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  const env = Object.fromEntries(
    settings.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  process.kill(pid, 'SIGTERM');
  const isRunning = () => {
    if (!existsSync(`/proc/${pid}/stat`)) return false;
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  };
  await expect.poll(isRunning, { timeout: 20_000 }).toBe(false);
  const restarted = spawn(program, { env, stdio: 'ignore' });
  const answers = () =>
    fetch(`${ready.api}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
  return restarted;
}
