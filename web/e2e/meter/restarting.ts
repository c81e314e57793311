import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, launch, ready, troubles } from '../stage';
import { say, until, value } from './bar';

/** What nobody else may be near: the API ends and comes again. */
export function restarting(): void {
  let browser: Browser;
  let page: Page;
  let restarted: ChildProcess | undefined;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 800, height: 100 } });
  });

  afterAll(async () => {
    restarted?.kill();
    await browser.close();
  });

  test('an API that restarts is not seen on the stream', async () => {
    const found = troubles(page);
    await page.goto(ready.overlay_url);
    await page.getByRole('meter').waitFor();
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
