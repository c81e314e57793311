/** What an entry says while it is written. */
import type { Schemas } from '../../../kit/api/document';

export type Entry = Schemas['JournalEntry'];

export type Content = {
  title: string;
  text: string;
  mood: number | null;
  /** As they are typed: with commas between them. */
  tags: string;
  /** A line each. */
  grateful_for: string;
  wins: string;
  prompt: number | null;
};

export const blank = (): Content => ({
  title: '',
  text: '',
  mood: null,
  tags: '',
  grateful_for: '',
  wins: '',
  prompt: null,
});

export function isBlank(content: Content): boolean {
  const { title, text, tags, grateful_for, wins } = content;
  return [title, text, tags, grateful_for, wins].every((typed) => typed.trim() === '');
}

export function contentOf(entry: Entry): Content {
  return {
    title: entry.title ?? '',
    text: entry.text,
    mood: entry.mood,
    tags: entry.tags.join(', '),
    grateful_for: entry.grateful_for.join('\n'),
    wins: entry.wins.join('\n'),
    prompt: entry.prompt,
  };
}

/** A draft of another release, or of nobody's, has whatever it has. */
export function readContent(given: unknown): Content {
  const known =
    typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {};
  const text = (name: string) => (typeof known[name] === 'string' ? known[name] : '');
  const number = (name: string) => (typeof known[name] === 'number' ? known[name] : null);
  return {
    title: text('title'),
    text: text('text'),
    mood: number('mood'),
    tags: text('tags'),
    grateful_for: text('grateful_for'),
    wins: text('wins'),
    prompt: number('prompt'),
  };
}

/** As it is saved. */
export function bodyOf(content: Content) {
  const list = (typed: string, between: RegExp) =>
    typed
      .split(between)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    title: content.title.trim() || null,
    text: content.text,
    mood: content.mood,
    tags: list(content.tags, /[,\n]/),
    grateful_for: list(content.grateful_for, /\n/),
    wins: list(content.wins, /\n/),
    prompt: content.prompt,
  };
}
