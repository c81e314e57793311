/** The console, as it is kept: what it shows of the installation is kept with its pictures. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launch, ready } from '../stage';
import { Answers } from './answers';
import { heading, STILL, shown } from './shown';

const PAGES = [
  ['overview', '', 'Overview'],
  ['jobs', '/jobs', 'Jobs'],
  ['jobs-none', '/jobs?text=nothing.invalid', 'Jobs'],
  ['sessions', '/sessions', 'Sessions'],
  ['shards', '/shards', 'Shards'],
  ['health', '/health', 'Health'],
  ['audit', '/audit', 'Audit'],
  ['queues', '/queues', 'Queues'],
  ['workers', '/workers', 'Workers'],
  ['signals', '/signals', 'Failed signals'],
  ['schedules', '/schedules', 'Schedules'],
  ['quarantine', '/quarantine', 'Quarantine'],
  ['bulk', '/bulk', 'Bulk actions'],
  ['archives', '/archives', 'Archives'],
] as const;

export function consolePages(): void {
  const answers = new Answers('console');
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext(STILL);
    const page = await context.newPage();
    await page.goto(ready.admin_url);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.close();
    await answers.answer(context, '**/api/v1/admin/**');
  });

  afterAll(async () => {
    answers.keep();
    await browser.close();
  });

  test.each(PAGES)('%s', (name, path, title) =>
    shown(context, [
      `console-${name}`,
      `/admin${path}`,
      async (page) => {
        await heading(title)(page);
        await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' });
      },
    ]),
  );
}
