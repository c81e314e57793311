import { expect, test } from 'vitest';
import { coloursOf, isDark } from './colours';

test('own colours are taken as they are', () => {
  const own = { for: '#00ff00', against: '#ff00ff', text: '#ffffff', background: '#222222' };
  expect(coloursOf(own)).toEqual(own);
});

test('text stands out from its background in both themes', () => {
  for (const theme of ['dark', 'light'] as const) {
    const { text, background } = coloursOf(theme);
    expect(isDark(text)).not.toBe(isDark(background));
  }
});
