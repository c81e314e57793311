/** From a template to a clock. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, ready } from '../stage';

export function templates(): void {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
    });
    await page.goto(ready.dashboard_url);
  });

  afterAll(() => browser.close());

  test('two presses make a timer, and what may be changed is below (D34)', async () => {
    await page.goto(`${ready.api}/timer/new`);
    await page.getByRole('button', { name: /^Debate/ }).click();
    const create = page.getByRole('button', { name: 'Create', exact: true });
    // In reach without scrolling past the form.
    const box = await create.boundingBox();
    expect(box?.y).toBeLessThan(844);
    await create.click();
    await page.getByRole('heading', { level: 1, name: 'Debate' }).waitFor();
  });

  test('what is created is never hidden by the bar that creates it (D34)', async () => {
    await page.goto(`${ready.api}/timer/new`);
    const fields = page.locator(
      'form :is(input:not([type="radio"], [type="color"]), select):visible',
    );
    await fields.first().waitFor();
    const count = await fields.count();
    expect(count).toBeGreaterThan(4);
    for (let at = 0; at < count; at += 1) {
      await fields.nth(at).focus();
      const [field, bar] = await Promise.all([
        fields.nth(at).boundingBox(),
        page.locator('.save').boundingBox(),
      ]);
      expect((field?.y ?? 0) + (field?.height ?? 0), `field ${at}`).toBeLessThanOrEqual(
        bar?.y ?? 0,
      );
    }
  });
}
