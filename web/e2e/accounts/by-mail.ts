/** Somebody without an account at Twitch: by a mail they have one, and by another one again. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { keep, launch, ready } from '../stage';

const EMAIL = `jo-${Date.now()}@lighthouse.example`;
const FIRST = 'a heron over 3 grey roofs';
const SECOND = 'two boats under 1 old bridge';
const SIGN_IN = `${ready.api}/sign-in`;

export function byMail(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await browser.newContext({ colorScheme: 'dark' });
    page = await context.newPage();
  });

  afterAll(() => browser.close());

  const heading = (name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const isIn = () => page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();

  async function look(name: string): Promise<void> {
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      await keep(page, `${name}-${width}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${name} at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  async function signIn(password: string): Promise<void> {
    await page.goto(SIGN_IN);
    await page.getByLabel('E-mail', { exact: true }).fill(EMAIL);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }

  test('a sign-up is all by keyboard, and says what is wrong where it is', async () => {
    await page.goto(SIGN_IN);
    await heading('Sign in');
    await look('sign-in');
    await page.getByRole('link', { name: 'Create an account' }).focus();
    await page.keyboard.press('Enter');
    await heading('Create an account');
    await page.getByLabel('Name', { exact: true }).fill('Jo March');
    await page.getByLabel('E-mail', { exact: true }).fill(EMAIL);
    await page.getByLabel('Password', { exact: true }).fill('password1');
    await page.keyboard.press('Enter');
    await page.getByText('guessed too easily').waitFor();
    const password = page.getByLabel('Password', { exact: true });
    await expect
      .poll(() => password.evaluate((field) => field === document.activeElement))
      .toBe(true);
    await look('sign-up');
    await password.fill(FIRST);
    await page.keyboard.press('Enter');
    await heading('Open your mail');
  });

  test('the link in the mail asks first, and its button makes the account', async () => {
    await page.goto(await linkOf(1));
    await heading('Finish your account?');
    await seen(page.getByText(EMAIL)).waitFor();
    await look('mail-verify');
    await page.reload();
    await page.getByRole('button', { name: 'Finish account' }).click();
    await isIn();
    await page.goto(await linkOf(1));
    await heading('This link is no longer valid.');
  });

  test('out and in again, once the password is right', async () => {
    await page.goto(`${ready.api}/dashboard`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in by e-mail' }).click();
    await heading('Sign in');
    await signIn(SECOND);
    await page.getByText('E-mail or password is wrong.').waitFor();
    await signIn(FIRST);
    await isIn();
  });

  test('a forgotten password is chosen anew, in German too', async () => {
    await page.goto(`${SIGN_IN}?lang=de#forgotten`);
    await heading('Passwort vergessen?');
    await page.getByLabel('E-Mail-Adresse').fill(EMAIL);
    await page.keyboard.press('Enter');
    await heading('Öffne deine Mails');
    await page.goto(`${await linkOf(2)}?lang=de`);
    await heading('Neues Passwort wählen');
    const password = seen(page.getByLabel('Passwort', { exact: true }));
    await password.fill('passwort');
    await page.keyboard.press('Enter');
    await seen(page.getByText('zu leicht zu erraten')).waitFor();
    await look('mail-recover');
    await password.fill(SECOND);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${ready.api}/dashboard`);
    await signIn(SECOND);
    await isIn();
  });
}

/** A page of a mail has a part for each purpose, of which one is shown. */
const seen = (found: Locator) => found.filter({ visible: true });

/** Where the newest mail leads, once there are so many. */
async function linkOf(count: number): Promise<string> {
  let link = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${ready.mail_url}/mails?to=${EMAIL}`);
      const mails = (await answer.json()) as { text: string }[];
      link = mails[0]?.text.split('\n').find((line) => line.includes('/auth/local/link/')) ?? '';
      return mails.length;
    })
    .toBe(count);
  return link;
}
