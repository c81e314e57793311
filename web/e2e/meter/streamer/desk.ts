/** What streamers do on their dashboard, in their words. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ready } from '../../stage';
import { consent } from './twitch';

export const DESK = `${ready.api}/dashboard`;

/** A browser of its own that may use the clipboard. */
export async function newBrowser(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    colorScheme: 'dark',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ready.api });
  return context;
}

/** Signs a browser in with Twitch; the dashboard is there when this is done. */
export async function comeIn(context: BrowserContext, login: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${ready.api}/auth/twitch`);
  await consent(page, login);
  await isOpen(page);
  return page;
}

/** The same person in one more browser. */
export async function another(browser: Browser, context: BrowserContext): Promise<BrowserContext> {
  return newBrowser(browser, { storageState: await context.storageState() });
}

export async function openDesk(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(DESK);
  await isOpen(page);
  return page;
}

export async function isOpen(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.getByText('Live', { exact: true }).first().waitFor();
}

export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await isSaved(page);
}

export async function isSaved(page: Page): Promise<void> {
  await page.getByText('Saved.', { exact: true }).first().waitFor();
  await page.getByText(/unsaved change/).waitFor({ state: 'detached' });
}

export const label = (page: Page, side: 'For' | 'Against') =>
  page.getByRole('group', { name: side, exact: true }).getByLabel('Label');

export const words = (page: Page, side: 'For' | 'Against') =>
  page.getByRole('group', { name: side, exact: true }).getByLabel('Trigger words');

export async function choose(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('radio', { name, exact: true }).check();
}

/** The address is never on the page: it goes through the clipboard. */
export async function copiedAddress(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: 'Copy link' }).click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toMatch(/\/overlay\/\S+$/);
  expect(await page.content()).not.toContain(await read());
  return read();
}

/** The bar of the preview, which is the real overlay. */
export const preview = (page: Page) =>
  page.frameLocator('iframe[title^="Your overlay"]').getByRole('meter');

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Question' }).fill(question);
  await page.getByRole('button', { name: 'Start round' }).click();
  await page.getByRole('button', { name: 'Stop and save the result' }).waitFor();
}

export async function stop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop and save the result' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
}
