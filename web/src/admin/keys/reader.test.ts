import { expect, test } from 'vitest';
import { KeyReader, type Press } from './reader';

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, isChord: false, isTyping: false, isOnControl: false, ...more };
}

test('single keys are commands', () => {
  const keys = new KeyReader();
  expect(keys.read(press('j'), 0)).toEqual({ command: 'down' });
  expect(keys.read(press('?'), 0)).toEqual({ command: 'help' });
  expect(keys.read(press('toString'), 0)).toBeNull();
});

test('g and a letter go to a view', () => {
  const keys = new KeyReader();
  expect(keys.read(press('g'), 0)).toBeNull();
  expect(keys.read(press('j'), 500)).toEqual({ go: 'jobs' });
  expect(keys.read(press('j'), 600)).toEqual({ command: 'down' });
});

test('g waits, but not for ever', () => {
  const keys = new KeyReader();
  keys.read(press('g'), 0);
  expect(keys.read(press('j'), 2_000)).toEqual({ command: 'down' });
});

test('a letter that leads nowhere after g does nothing else', () => {
  const keys = new KeyReader();
  keys.read(press('g'), 0);
  expect(keys.read(press('x'), 100)).toBeNull();
});

test('while somebody types, only Escape is heard', () => {
  const keys = new KeyReader();
  expect(keys.read(press('d', { isTyping: true }), 0)).toBeNull();
  expect(keys.read(press('Escape', { isTyping: true }), 0)).toEqual({ command: 'close' });
});

test('chords stay with the browser', () => {
  const keys = new KeyReader();
  expect(keys.read(press('r', { isChord: true }), 0)).toBeNull();
  keys.read(press('g'), 0);
  expect(keys.read(press('a', { isChord: true }), 10)).toBeNull();
});

test('Enter on a button is the button’s', () => {
  const keys = new KeyReader();
  expect(keys.read(press('Enter', { isOnControl: true }), 0)).toBeNull();
  expect(keys.read(press('Enter'), 0)).toEqual({ command: 'open' });
});
