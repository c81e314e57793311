import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { barriers } from '../../barriers';
import { keep, launch } from '../../stage';
import * as desk from './desk';
import { newLogin } from './twitch';

/** What is wrong is said beside its field; what two save at once is theirs to decide. */
export function saving(): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    context = await desk.newBrowser(browser);
    await (await desk.comeIn(context, newLogin())).close();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await desk.openDesk(context);
  });

  afterEach(() => page.close());

  const saveButton = () => page.getByRole('button', { name: 'Save', exact: true });

  test('a field outside its limits says so, beside itself', async () => {
    await desk.label(page, 'For').fill('  ');
    await expectFault(desk.label(page, 'For'), '1 to 50 characters');
    const limit = page.getByLabel('Vote limit per minute');
    await limit.fill('2000000');
    await expectFault(limit, '0 to 1,000,000');
    await page.getByText('Fix 2 fields:').waitFor();
    await expect.poll(() => saveButton().isEnabled()).toBe(false);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText(/^Fix /).waitFor({ state: 'detached' });
  });

  test('what only the server finds fault with is said there too', async () => {
    // On its way the value leaves what the page would have let through.
    await page.route('**/api/v1/sessions/*', (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      const { config } = route.request().postDataJSON();
      return route.continue({ postData: JSON.stringify({ config: { ...config, weight: 999 } }) });
    });
    const push = page.getByLabel('Vote strength');
    await push.fill('20');
    await saveButton().click();
    await expectFault(push, '1 to 50');
    await push.fill('21');
    await page.getByText('1 unsaved change').waitFor();
  });

  test('what stands beside no field is said in the bar', async () => {
    await page.route('**/api/v1/sessions/*', (route) => {
      if (route.request().method() !== 'PATCH') return route.continue();
      const { config } = route.request().postDataJSON();
      return route.continue({ postData: JSON.stringify({ config: { ...config, extra: 1 } }) });
    });
    await page.getByLabel('Vote strength').fill('20');
    await saveButton().click();
    await page.getByText(/is not known here/).waitFor();
    expect(await page.getByText(/^Fix /).count()).toBe(0);
    await keep(page, 'dashboard-saving-refused');
    expect(await barriers(page)).toEqual([]);
  });

  test('white space around a label is not counted, and is no change', async () => {
    const label = desk.label(page, 'For');
    const room = ' '.repeat(60);
    const said = await label.inputValue();
    await label.fill(room + said + room);
    expect(await page.getByText(/unsaved change/).count()).toBe(0);
    await label.fill(`${room}${'🎉'.repeat(50)}${room}`);
    await page.getByText('1 unsaved change').waitFor();
    await saveButton().click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await expect.poll(() => label.inputValue()).toBe('🎉'.repeat(50));
  });

  test('the same word on both sides is said so, and led to (D13)', async () => {
    const against = desk.words(page, 'Against');
    await against.fill('YES');
    await against.press('Enter');
    const twice = '“YES” is on both sides';
    for (const side of ['For', 'Against'] as const)
      await expectFault(desk.words(page, side), twice);
    await page.getByRole('button', { name: 'Trigger words, for', exact: true }).click();
    expect(
      await desk.words(page, 'For').evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await expect.poll(() => saveButton().isEnabled()).toBe(false);
    await page.getByRole('button', { name: 'Remove “YES”', exact: true }).click();
    await page.getByText(/^Fix /).waitFor({ state: 'detached' });
  });

  /** Beside the field, and heard with it. */
  async function expectFault(field: ReturnType<Page['getByLabel']>, said: string): Promise<void> {
    await page.locator('.fault', { hasText: said }).first().waitFor();
    const about = ((await field.getAttribute('aria-describedby')) ?? '').split(' ');
    const heard = about.map((id) => page.locator(`[id="${id}"]`).textContent());
    expect(await Promise.all(heard)).toContain(said);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  }

  test('of two dashboards that save at once one wins, and the other chooses', async () => {
    const elsewhere = await desk.another(browser, context);
    const other = await desk.openDesk(elsewhere);
    await desk.label(page, 'For').fill('Leap');
    await desk.label(page, 'Against').fill('Stay');
    await desk.label(other, 'For').fill('Jump');
    await desk.choose(other, 'Two bars');
    await desk.save(other);

    await saveButton().click();
    const dialog = page.getByRole('dialog', { name: 'Changed in another tab' });
    const row = (name: string) => dialog.getByRole('row', { name: new RegExp(`^${name}`) });
    await row('Label, for').waitFor();
    await expect
      .poll(() => row('Label, for').textContent())
      .toMatch(/Mine:\s*Leap.*Saved:\s*Jump/s);
    await expect.poll(() => row('Label, against').getByLabel('Stay').isChecked()).toBe(true);
    await expect.poll(() => row('Bar').getByLabel('Two bars').isChecked()).toBe(true);
    // Nobody but the person decides what both changed.
    const decide = dialog.getByRole('button', { name: 'Save selection' });
    await expect.poll(() => decide.isEnabled()).toBe(false);
    await keep(page, 'dashboard-conflict');
    expect(await barriers(page)).toEqual([]);
    await row('Label, for').getByLabel('Leap').check();
    await decide.click();
    await desk.isSaved(page);

    // The window that lost nothing follows by itself.
    const followed = () => desk.label(other, 'For').inputValue();
    await expect.poll(followed).toBe('Leap');
    await expect.poll(() => desk.label(other, 'Against').inputValue()).toBe('Stay');
    await expect.poll(() => page.getByRole('radio', { name: 'Two bars' }).isChecked()).toBe(true);
    await elsewhere.close();
  });

  test('with the keyboard alone, from the start to a saved label', async () => {
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo('Label');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Sure thing');
    await page.keyboard.press('Enter');
    await desk.isSaved(page);
    await page.reload();
    await desk.isOpen(page);
    await expect.poll(() => desk.label(page, 'For').inputValue()).toBe('Sure thing');
  });

  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return element?.labels?.[0]?.textContent ?? element?.textContent?.trim();
    });

  async function tabTo(name: string): Promise<void> {
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) === name) return;
    }
    expect.fail(`nothing called ${name} can be reached`);
  }
}
