/** Pages that anybody opens, as they are kept. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launch, ready } from '../stage';
import { likeKept } from './kept';
import { heading, type Shown, STILL, shown, text } from './shown';

const PAGES: Shown[] = [
  ['landing', '/', heading('Chat decides.')],
  ['signed-out', '/dashboard', heading('Sign in to Downbeat')],
  ['sign-in-expired', '/auth/twitch/callback?code=a&state=b', text('has expired')],
  ['not-found', '/nowhere', heading('Page not found.')],
  ['clocks-none', '/clocks', heading('Your clocks')],
  ['join-code', '/join', (page) => page.getByLabel('Code').waitFor()],
  [
    'join-incomplete',
    '/join/00000000-0000-4000-8000-000000000000',
    heading('This link is incomplete.'),
  ],
  ['timer-table-new', '/timer/table', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
  ['play-signed-out', '/camps/1', heading('Sign in to see this')],
  ['console-signed-out', '/admin', heading('You are signed out')],
];

export function strangers(): void {
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext(STILL);
  });

  afterAll(() => browser.close());

  test.each(PAGES)('%s', (...page) => shown(context, page));

  // Whether anybody can use it takes a minute to find out, and has a story of its own.
  test('docs', async () => {
    const page = await context.newPage();
    await page.goto(`${ready.api}/api/docs`);
    await heading('Downbeat API')(page);
    await likeKept(page, 'docs');
    await page.close();
  });
}
