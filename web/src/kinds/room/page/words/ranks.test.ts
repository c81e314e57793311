import { expect, test } from 'vitest';
import { mayActOn } from './ranks';

const ada = { id: 'a', role: 'owner' } as const;
const kit = { id: 'k', role: 'cohost' } as const;
const jo = { id: 'j', role: 'guest' } as const;

test('each acts on those below', () => {
  expect(mayActOn(ada, kit, null)).toBe(true);
  expect(mayActOn(kit, jo, null)).toBe(true);
  expect(mayActOn(kit, ada, null)).toBe(false);
  expect(mayActOn(jo, jo, null)).toBe(false);
});

test('who stands in for the owner is below the owner alone', () => {
  expect(mayActOn(jo, kit, 'j')).toBe(true);
  expect(mayActOn(kit, jo, 'j')).toBe(false);
  expect(mayActOn(jo, ada, 'j')).toBe(false);
});
