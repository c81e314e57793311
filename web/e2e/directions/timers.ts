/** A timer whose title, names and teams run from right to left, or turn what follows. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launch, ready } from '../stage';
import { command, makeLink, makeTimer } from '../timer/timers';
import { ESCAPED, ends, TURNED, turned, YES } from './turned';

const PEOPLE = [
  { id: 'a', name: YES, group: TURNED },
  { id: 'b', name: TURNED, group: YES },
  { id: 'c', name: ESCAPED, group: YES },
];

export function timers(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  async function keepsApart(where: string): Promise<void> {
    const { found, wrong } = await turned(page);
    expect(wrong, where).toEqual([]);
    expect(found, where).toBeGreaterThan(0);
  }

  test('whoever made it sees each name apart, wherever it stands (D20)', async () => {
    const timer = await makeTimer({ title: YES, participants: PEOPLE, mode: 'per_cycle' });
    for (const { id } of PEOPLE) await makeLink(timer, 'participant', id);
    page = await browser.newPage();
    await page.goto(ready.dashboard_url);
    await page.goto(`${ready.api}/timer`);
    await page.getByText(YES, { exact: true }).first().waitFor();
    await keepsApart('the list');

    await page.goto(`${ready.api}/timer/${timer}`);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'End turn' }).waitFor();
    await keepsApart('the clock');
    const [pass, to] = await ends(page, 'End turn');
    expect(pass).toBeLessThan(to);
    await page.getByRole('button', { name: 'Adjust the time' }).last().click();
    await page.getByRole('dialog').waitFor();
    await page.getByLabel('Reason').fill(YES);
    await keepsApart('adjusting');
    await page.getByRole('button', { name: 'Add time' }).click();
    await page.getByRole('button', { name: 'End turn' }).click();

    await page.goto(`${ready.api}/timer/${timer}/links`);
    await page.getByRole('button', { name: 'Copy' }).nth(2).waitFor();
    await keepsApart('links');
    await page
      .getByRole('button', { name: /^Delete link/ })
      .last()
      .click();
    await keepsApart('ending a link');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.goto(`${ready.api}/timer/${timer}/settings`);
    await page.getByLabel('Title').waitFor();
    await keepsApart('settings');

    await command(timer, 'complete', { outcome: ESCAPED });
    await page.goto(`${ready.api}/timer/${timer}`);
    await page.locator('.verdict').waitFor();
    await keepsApart('the end');
    await page.goto(`${ready.api}/timer/${timer}/history`);
    await page
      .getByText(/^Ended: Completed/)
      .first()
      .waitFor();
    await keepsApart('history');
  });

  test.each([
    ['moderator', 'list', 3],
    ['viewer', 'display', 3],
    ['table', 'table', 2],
    ['overlay', 'plates', 3],
  ] as const)('whoever has a link as %s does, too', async (role, shown, count) => {
    const timer = await makeTimer({ title: YES, participants: PEOPLE.slice(0, count) });
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await page.goto((await makeLink(timer, role)).url);
    await page.locator(`.${shown}`).waitFor();
    for (const step of ['start', 'switch', 'pause', 'complete'] as const) {
      await command(timer, step, step === 'complete' ? { outcome: YES } : {});
      const status = {
        start: 'running',
        switch: 'running',
        pause: 'paused',
        complete: 'completed',
      };
      if (shown !== 'plates') await page.locator(`[data-status="${status[step]}"]`).waitFor();
      await keepsApart(`${role}, ${step}`);
    }
  });
}
