import { afterEach, expect, test, vi } from 'vitest';
import { ability, decoded, encoded, isAllowed, nameOf } from './device';

afterEach(() => vi.unstubAllGlobals());

test('a device is known by its browser and its system', () => {
  for (const [agent, name] of [
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1',
      'Safari, iPhone',
    ],
    ['', 'Browser'],
  ] as const) {
    expect(nameOf(agent)).toBe(name);
  }
});

test('keys are read and written as the server writes them', () => {
  const bytes = Uint8Array.from([0, 251, 255, 191, 7]);
  expect(encoded(bytes.buffer)).toBe('APv_vwc');
  expect(decoded('APv_vwc')).toEqual(bytes);
  expect(encoded(null)).toBe('');
});

test('a browser says whether it can be told, and whether it may', () => {
  vi.stubGlobal('navigator', {});
  expect(ability()).toBe('unable');
  vi.stubGlobal('navigator', { serviceWorker: {} });
  vi.stubGlobal('PushManager', class {});
  for (const [permission, can, may] of [
    ['default', 'able', false],
    ['granted', 'able', true],
    ['denied', 'denied', false],
  ] as const) {
    vi.stubGlobal('Notification', { permission });
    expect([ability(), isAllowed()]).toEqual([can, may]);
  }
});
