import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KINDS } from './kinds';

const HERE = new URL('.', import.meta.url);
const kinds = Object.keys(KINDS);

test('every folder is a kind of the list', () => {
  const all = readdirSync(HERE, { withFileTypes: true }).filter((one) => one.isDirectory());
  // One without an index has no pages yet.
  const folders = all.filter(({ name }) => existsSync(new URL(`${name}/index.ts`, HERE)));
  expect(folders.map(({ name }) => name).sort()).toEqual([...kinds].sort());
});

/** Kinds whose sessions nobody gets a link to: they have an address of their own. */
const WITHOUT_LINKS = ['room'];

test.each(kinds)('a %s has pages for its owner, for links and for streams', (kind) => {
  const parts = WITHOUT_LINKS.includes(kind) ? ['owner'] : ['owner', 'join', 'overlay'];
  for (const part of parts) {
    expect(existsSync(new URL(`${kind}/${part}/index.ts`, HERE)), part).toBe(true);
  }
});

test('no two kinds share an address', () => {
  const roots = Object.values(KINDS).map(({ root }) => root);
  expect(new Set(roots).size).toBe(roots.length);
});
