import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { uuid7 } from './uuid';

const PAGES = resolve(import.meta.dirname, '../../..');
const CODE = /\.(ts|svelte|js)$/;

function sources(of: string): string[] {
  const files = readdirSync(join(PAGES, of), { recursive: true, encoding: 'utf8' });
  return files.filter((path) => CODE.test(path)).map((path) => join(of, path));
}

test('what was made later sorts later, and nothing but random bytes is asked of the browser', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const [first, second] = [uuid7(1_700_000_000_000), uuid7(1_700_000_000_001)];
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first < second).toBe(true);
});

test('no page asks for what browsers have with TLS alone to make an id', () => {
  const files = ['src', 'client', 'public'].flatMap(sources);
  expect(files.length).toBeGreaterThan(100);
  // The name is put together, so that it is not found here.
  const asks = new RegExp(`${'random'}UUID\\s*\\(|crypto\\s*\\??\\.\\s*${'random'}UUID`);
  const found = files.filter((path) => asks.test(readFileSync(join(PAGES, path), 'utf8')));
  expect(found).toEqual([]);
});
