import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Fields in which no text is typed that has a direction, or a length of its own. */
const OTHERS = /type="(checkbox|color|datetime-local|file|number|radio|range)"/;

const sources = new URL('../../', import.meta.url);
const fields = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.svelte'))
  .flatMap((path) => {
    const text = readFileSync(new URL(path, sources), 'utf8');
    // An arrow's head ends no tag.
    const tags = text.replaceAll('=>', '=').match(/<(input|textarea)\b[^>]*>/g) ?? [];
    return tags.map((tag) => ({ path, tag }));
  })
  .filter(({ tag }) => !OTHERS.test(tag));

test('there are fields', () => {
  expect(fields.length).toBeGreaterThan(20);
});

test.each(fields)(
  '$path: $tag goes by what is typed, and is counted as the server counts',
  ({ tag }) => {
    expect(tag).toMatch(/\bdir="(auto|ltr)"/);
    // It counts UTF-16 units: an emoji would be cut in half.
    expect(tag).not.toMatch(/maxlength/i);
  },
);
