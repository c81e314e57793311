import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KINDS } from './kinds';

const HERE = new URL('.', import.meta.url);
const kinds = Object.keys(KINDS);

test('every folder is a kind of the list', () => {
  const folders = readdirSync(HERE, { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...kinds].sort());
});

test.each(kinds)('a %s has pages for its owner, for links and for streams', (kind) => {
  for (const part of ['owner', 'join', 'overlay']) {
    expect(existsSync(new URL(`${kind}/${part}/index.ts`, HERE)), part).toBe(true);
  }
});

test('no two kinds share an address', () => {
  const roots = Object.values(KINDS).map(({ root }) => root);
  expect(new Set(roots).size).toBe(roots.length);
});
