import { expect, test } from 'vitest';
import { attached, BLANK, keyed, retyped, says, unnamed } from './unsent';

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

test('a picture belongs to what is not said yet, and with another it is another message', () => {
  const picture = {
    id: 'a',
    kind: 'image',
    width: 1,
    height: 1,
    duration_ms: null,
    alt: '',
  } as const;
  const sent = keyed(attached(BLANK, [picture]), () => 'key');
  expect(says(BLANK)).toBe(false);
  expect(says(sent)).toBe(true);
  expect(retyped(sent, 'support', 'Look').media).toEqual([picture]);
  expect(attached(sent, [{ ...picture, alt: 'A heron' }]).key).toBeNull();
});

test('without a name it is another message, and stays without one as it is typed on', () => {
  const sent = keyed(retyped(BLANK, 'prayer', 'For my son'), () => 'key');
  const without = unnamed(sent, true);
  expect(without).toMatchObject({ anonymous: true, key: null, text: 'For my son' });
  expect(retyped(without, 'prayer', 'For my son, please').anonymous).toBe(true);
  expect(unnamed(without, false).anonymous).toBe(false);
});
