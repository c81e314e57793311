import { expect, test } from 'vitest';
import { formFault, lengthFault } from './fault';

test.each([
  ['0 to 60,000', '0:00 to 1:00'],
  ['1,000 to 86,400,000 (a second to a day)', '1 s to 24 h'],
  ['less than the first warning', 'less than the first warning'],
])('“%s” is a length', (message, said) => {
  expect(lengthFault(message)).toBe(said);
});

test('fields are called what the form calls them', () => {
  expect(formFault('less than low_ms')).toBe('less than the first warning');
  expect(formFault('1 to 60 characters')).toBe('1 to 60 characters');
});
