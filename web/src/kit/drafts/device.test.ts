import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropOwn, forgetOwn, keepOwn, noteWriter, ownOf, writerHere } from './device';

/** What the browser keeps, as far as one store of it goes. */
const kept = new Map<string, unknown>();
const store = {
  get: (name: string) => ({ result: structuredClone(kept.get(name)) }),
  put: (value: unknown, name: string) => {
    kept.set(name, structuredClone(value));
    return { result: name };
  },
  delete: (name: string) => ({ result: void kept.delete(name) }),
};

function transaction() {
  const one = { objectStore: () => store, oncomplete: () => {} };
  queueMicrotask(() => one.oncomplete());
  return one;
}

function open() {
  const asked = { result: { transaction }, onsuccess: () => {} };
  queueMicrotask(() => asked.onsuccess());
  return asked;
}

const ADA = { id: 'ada', name: 'Ada' };
const BEN = { id: 'ben', name: 'Ben' };
const own = { user: 'ada', name: 'Ada', items: ['an entry'], at_ms: 1 };

beforeEach(() => void vi.stubGlobal('indexedDB', { open }));
afterEach(() => kept.clear());

test('whose own device it is writes there, whoever opened a journal on it since', async () => {
  await noteWriter(ADA);
  await keepOwn(own);
  await noteWriter(BEN);
  expect(await writerHere()).toEqual(ADA);
  expect([await ownOf('ben'), (await ownOf('ada'))?.items]).toEqual([null, ['an entry']]);
});

test('on a device that is nobody’s own writes on who wrote last', async () => {
  await noteWriter(ADA);
  await noteWriter(BEN);
  expect(await writerHere()).toEqual(BEN);
});

test('an older page kept no name of whose it is', async () => {
  const { name: _, ...unnamed } = own;
  await keepOwn(unnamed);
  await noteWriter(BEN);
  expect(await writerHere()).toEqual({ id: 'ada', name: '' });
  await noteWriter(ADA);
  expect(await writerHere()).toEqual(ADA);
});

test('whoever signs out takes what is theirs, and nothing of another', async () => {
  await keepOwn(own);
  await noteWriter(BEN);
  await dropOwn('ben');
  await forgetOwn('ben');
  expect(await writerHere()).toEqual(ADA);
  await forgetOwn('ada');
  expect([await writerHere(), kept.size]).toEqual([undefined, 0]);
});
