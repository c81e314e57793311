/** JSON somebody writes by hand: read, or the place where it stops being JSON. */
import { t } from '../texts';

export type JsonProblem = { line: number; column: number; message: string };

export type Parsed = { value: unknown; problem: null } | { value: null; problem: JsonProblem };

export function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text), problem: null };
  } catch {
    return { value: null, problem: firstProblem(text) };
  }
}

/**
 * Browsers word their errors differently and some give no place, so the text
 * is walked here: it stops at the first character that cannot be.
 */
export function firstProblem(text: string): JsonProblem {
  const { at, message } = new Walk(text).stop();
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

class Stop extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

class Walk {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  stop(): { at: number; message: string } {
    try {
      this.#value();
      this.#space();
      return { at: this.#at, message: t.json.follows };
    } catch (error) {
      if (error instanceof Stop) return { at: error.at, message: error.message };
      throw error;
    }
  }

  #value(): void {
    this.#space();
    const char = this.#text[this.#at];
    if (char === '{') this.#list('}', () => this.#member());
    else if (char === '[') this.#list(']', () => this.#value());
    else if (char === '"') this.#string();
    else this.#word();
  }

  #list(end: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#take(end)) return;
    do {
      item();
      this.#space();
    } while (this.#take(','));
    if (!this.#take(end)) this.#fail(t.json.comma(end));
  }

  #member(): void {
    this.#space();
    if (this.#text[this.#at] !== '"') this.#fail(t.json.name);
    this.#string();
    this.#space();
    if (!this.#take(':')) this.#fail(t.json.colon);
    this.#value();
  }

  #string(): void {
    const match = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*/iuy;
    match.lastIndex = this.#at;
    this.#at += match.exec(this.#text)?.[0].length ?? 0;
    if (!this.#take('"')) this.#fail(t.json.string);
  }

  #word(): void {
    const match = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?/iy;
    match.lastIndex = this.#at;
    const word = match.exec(this.#text)?.[0];
    if (word === undefined) this.#fail(t.json.value);
    this.#at += word.length;
  }

  #take(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #fail(message: string): never {
    const isEnd = this.#at >= this.#text.length;
    throw new Stop(this.#at, isEnd ? t.json.ends(message) : message);
  }
}
