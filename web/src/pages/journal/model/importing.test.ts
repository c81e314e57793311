import { expect, test } from 'vitest';
import { parts, read, Unreadable } from './importing';

test('Day One’s entries keep their day, their title and their id', () => {
  const file = {
    metadata: { version: '1.0' },
    entries: [
      {
        uuid: '0123456789ABCDEF0123456789ABCDEF',
        creationDate: '2025-12-31T23:30:00Z',
        timeZone: 'Europe\\/Berlin',
        text: '# New year\n\nFireworks\\.',
        tags: ['home'],
      },
      { creationDate: 'never' },
    ],
  };
  const { entries } = read('Journal.json', JSON.stringify(file));
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    id: '01234567-89ab-cdef-0123-456789abcdef',
    day: '2026-01-01',
    title: 'New year',
    text: 'Fireworks.',
    tags: ['home'],
  });
});

test('Markdown is an entry a day', () => {
  const { entries } = read(
    'j.md',
    '# Journal\n\n## 2026-11-29 · Sea\n\nWaves.\n\n## 2026-11-28\n\nRain.\n',
  );
  expect(entries.map(({ day, title, text }) => [day, title, text])).toEqual([
    ['2026-11-29', 'Sea', 'Waves.'],
    ['2026-11-28', null, 'Rain.'],
  ]);
});

test('moods are lines of a table, whatever stands in its first', () => {
  const { moods } = read(
    'moods.csv',
    'date,value,note\n2026-11-29,7,"calm, ""mostly"""\n2026-11-28,11,no\n',
  );
  expect(moods).toHaveLength(1);
  expect(moods[0]).toMatchObject({ day: '2026-11-29', value: 7, note: 'calm, "mostly"' });
});

test('what is none of these is refused', () => {
  for (const [name, text] of [
    ['a.json', '{'],
    ['a.json', '{}'],
    ['a.md', 'no days'],
    ['a.csv', 'x'],
  ] as const)
    expect(() => read(name, text)).toThrow(Unreadable);
});

test('much comes in parts', () => {
  const entries = Array.from({ length: 450 }, (_, n) => `## 2020-01-01 ${n}\n\n${n}`).join('\n\n');
  const all = parts(read('a.md', entries));
  expect(all.map((part) => part.entries.length)).toEqual([200, 200, 50]);
});
