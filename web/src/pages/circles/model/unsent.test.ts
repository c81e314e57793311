import { expect, test } from 'vitest';
import { BLANK, keyed, retyped } from './unsent';

test('a text keeps its key while it stays as it is, and another text has another', () => {
  let made = 0;
  const make = () => {
    made += 1;
    return `key-${made}`;
  };
  const typed = retyped(BLANK, 'gratitude', 'Thank you');
  const sent = keyed(typed, make);
  expect(keyed(sent, make).key).toBe('key-1');
  expect(keyed(retyped(sent, 'gratitude', 'Thank you'), make).key).toBe('key-1');
  expect(keyed(retyped(sent, 'gratitude', 'Thank you all'), make).key).toBe('key-2');
  expect(keyed(retyped(sent, 'support', 'Thank you'), make).key).toBe('key-3');
});
