/**
 * A device that is told. Chromium without Google's service subscribes nowhere: its page is
 * given a subscription to the demo's own push service instead, and here are its keys.
 */
import { createDecipheriv, createECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { barriers } from '../barriers';
import { ask, makeCircle, newName, overflowing, type Person, person, say } from '../circles';
import { open } from '../notices';
import { keepWhole, launch, ready } from '../stage';

type Caught = { topic: string; body: string };
type Given = { endpoint: string; p256dh: string; auth: string };

export function pushing(): void {
  const device = randomUUID();
  const [keys, auth] = [createECDH('prime256v1'), randomBytes(16)];
  const given: Given = {
    endpoint: `${ready.push_url}/push/${device}`,
    p256dh: keys.generateKeys().toString('base64url'),
    auth: auth.toString('base64url'),
  };
  let browser: Browser;
  let ada: Person;
  let ben: Person;
  let page: Page;
  let circle = '';
  let message = '';

  beforeAll(async () => {
    browser = await launch();
    [ada, ben] = [await person(browser), await person(browser)];
    ({ page } = ada);
    await subscribable(ada.context, given);
    circle = await makeCircle(ada, { name: newName('Kettle') }, [ben]);
    message = (await say(ada, circle, 'The marigold is out.')).id;
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await page.locator('main').innerText());
  });

  afterAll(() => browser.close());

  const here = () => page.getByRole('checkbox', { name: 'On this device' });
  const remove = () => page.getByRole('button', { name: /^Remove / });

  test('a device is told once its person says so, and asks for nothing before', async () => {
    await open(ada, '/settings');
    await here().waitFor();
    expect(await page.evaluate(() => Notification.permission)).toBe('default');
    expect(await here().isChecked()).toBe(false);
    await here().check();
    await page.getByText('You are told on this device.').waitFor();
    await page.getByText('(this one)').waitFor();
    const devices = page.getByRole('region', { name: 'Devices', exact: true });
    await devices.getByRole('group', { name: 'Tell me on my devices about' }).waitFor();
    await keepWhole(page, 'inbox-settings-devices');
    expect(await barriers(page)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => here().isChecked()).toBe(true);
    expect(await remove().count()).toBe(1);
  });

  test('what others did comes there, sealed, and quotes nothing', async () => {
    await ask(ben, 'POST', `/messages/${message}/comments`, { text: 'Larkspur, too.' });
    await expect.poll(async () => (await caught(device)).length).toBe(1);
    const [push] = await caught(device);
    const said = opened(push?.body ?? '', keys, auth);
    const told = JSON.parse(said) as { id: string; text: string; url: string };
    expect(told.text).toContain(ben.login);
    expect(told.url).toBe(`${ready.api}/circles/${circle}/m/${message}`);
    expect(push?.topic).toBe(told.id.replaceAll('-', ''));
    expect(said).not.toMatch(/marigold|Larkspur/);
  });

  test('who looks at the circle is told there, and has read it', async () => {
    await page.goto(`${ready.api}/circles/${circle}`);
    await page.getByRole('button', { name: '1 here' }).waitFor();
    await ask(ben, 'PUT', `/messages/${message}/reaction`, { kind: 'love' });
    await expect
      .poll(async () => {
        const answer = await page.request.get(`${ready.api}/api/v1/me/notices`);
        const { items } = (await answer.json()) as { items: { type: string; read: boolean }[] };
        return items.find(({ type }) => type === 'message_reaction')?.read;
      })
      .toBe(true);
    expect((await caught(device)).length).toBe(1);
  });

  test('a device that is removed is told nothing any more', async () => {
    await open(ada, '/settings');
    await remove().click();
    await page.getByText('is told nothing any more.').waitFor();
    expect(await here().isChecked()).toBe(false);
    await page.reload();
    await here().waitFor();
    expect(await here().isChecked()).toBe(false);
    expect(await remove().count()).toBe(0);
  });

  test('a browser that cannot be told, or forbids it, says so', async () => {
    await page.evaluate(() => sessionStorage.setItem('permission', 'denied'));
    await page.reload();
    await page.getByText('Your browser forbids it.').waitFor();
    expect(await here().isDisabled()).toBe(true);
    await ada.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'PushManager'));
    await page.reload();
    await page.getByText('This browser cannot be told.').waitFor();
    expect(await here().isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
  });
}

async function caught(device: string): Promise<Caught[]> {
  const answer = await fetch(`${ready.push_url}/pushes?device=${device}`);
  return (await answer.json()) as Caught[];
}

/** Stands for the browser's own push service: pages subscribe, and it remembers that. */
async function subscribable(context: BrowserContext, given: Given): Promise<void> {
  await context.addInitScript(({ endpoint, p256dh, auth }: Given) => {
    if (!('PushManager' in globalThis)) return;
    const permission = () => sessionStorage.getItem('permission') ?? 'default';
    Object.defineProperty(Notification, 'permission', { get: permission });
    Notification.requestPermission = async () => {
      sessionStorage.setItem('permission', 'granted');
      return 'granted';
    };
    const bytes = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
        one.charCodeAt(0),
      ).buffer;
    const subscription = (key: string) =>
      ({
        endpoint,
        options: { applicationServerKey: bytes(key), userVisibleOnly: true },
        getKey: (name: string) => bytes(name === 'auth' ? auth : p256dh),
        unsubscribe: async () => {
          localStorage.removeItem('subscribed');
          return true;
        },
      }) as unknown as PushSubscription;
    PushManager.prototype.getSubscription = async () => {
      const key = localStorage.getItem('subscribed');
      return key === null ? null : subscription(key);
    };
    PushManager.prototype.subscribe = async (options) => {
      const key = new Uint8Array(options?.applicationServerKey as ArrayBuffer);
      const text = btoa(String.fromCharCode(...key));
      localStorage.setItem('subscribed', text);
      return subscription(text);
    };
  }, given);
}

/** What a push says to whoever has its device's keys (RFC 8291). */
function opened(text: string, keys: ReturnType<typeof createECDH>, auth: Buffer): string {
  const body = Buffer.from(text, 'base64url');
  const [salt, server, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
  const expand = (from: Buffer, salted: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', from, salted, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), server]);
  const material = expand(keys.computeSecret(server), auth, info, 32);
  const key = expand(material, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = expand(material, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(record.subarray(-16));
  const said = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  // A two ends the last record.
  expect(said.at(-1)).toBe(2);
  return said.subarray(0, -1).toString();
}
