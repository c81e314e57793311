/** A copy of an entry for others: the parts that its person chose, and no other. */
import type { Entry } from './content';

export type Part = 'title' | 'text' | 'grateful_for' | 'wins' | 'mood' | 'tags';

/** In the order in which a copy has them. */
export const PARTS: readonly Part[] = ['title', 'text', 'grateful_for', 'wins', 'mood', 'tags'];
export const CHARS_MAX = 2_000;

/** What parts there are to choose from. */
export function partsOf(entry: Entry): Part[] {
  return PARTS.filter((part) => told(entry, part) !== '');
}

/** What those parts come to. The server has the same (session/src/journal/sharing.rs). */
export function copied(entry: Entry, parts: ReadonlySet<Part>): string {
  return partsOf(entry)
    .filter((part) => parts.has(part))
    .map((part) => told(entry, part))
    .join('\n\n');
}

function told(entry: Entry, part: Part): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  switch (part) {
    case 'title':
      return entry.title ? `**${entry.title}**` : '';
    case 'text':
      return entry.text;
    case 'grateful_for':
      return list(entry.grateful_for);
    case 'wins':
      return list(entry.wins);
    case 'mood':
      return entry.mood === null ? '' : `${entry.mood}/10`;
    case 'tags':
      return entry.tags.map((tag) => `#${tag}`).join(' ');
  }
}
