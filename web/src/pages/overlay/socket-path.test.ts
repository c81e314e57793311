import { expect, test } from 'vitest';
import { socketPath } from './socket-path';

test('a link goes by its token, a preview by the session', () => {
  expect(socketPath('/overlay/Zk3')).toBe('/ws/overlay/Zk3');
  expect(socketPath('/overlay/preview')).toBe('/ws/overlay/preview');
  expect(socketPath('/overlay/preview/0190')).toBe('/ws/sessions/0190');
});
