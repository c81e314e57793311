import { expect, test } from 'vitest';
import { codeOf } from './qr';

test('a code has its corners, and nothing in its border', async () => {
  const { size, path } = await codeOf('https://downbeat.example/join/1#token');
  expect(path).toContain('M4 4h1v1h-1z');
  expect(path).toContain(`M${size - 5} 4h1v1h-1z`);
  expect(path).not.toMatch(/M[0-3] /);
});
