import { expect, test } from 'vitest';
import { languageOf } from './language';

test.each([
  [['de-AT', 'en'], 'de'],
  [['en-US', 'de'], 'en'],
  [['fr', 'de'], 'de'],
  [['fr'], 'en'],
  [[null, undefined, 'DE'], 'de'],
  [[], 'en'],
] as const)('of %j it is %s', (wanted, language) => {
  expect(languageOf(wanted)).toBe(language);
});
