/** Keys, as they are pressed, turned into what they ask for. */
import type { ViewName } from '../route/views';
import { COMMANDS, type Command, PLACES } from './bindings';

/** How long `g` waits for its second key. */
const SECOND_KEY_MS_MAX = 1_500;

export type Press = {
  key: string;
  /** Control, Meta or Alt is held: the key is the browser's. */
  isChord: boolean;
  /** The focus is where letters are written. */
  isTyping: boolean;
  /** The focus is on something that Enter works on its own. */
  isOnControl: boolean;
};

export type Asked = { command: Command } | { go: ViewName } | null;

export class KeyReader {
  #since_ms = Number.NEGATIVE_INFINITY;

  read(press: Press, now_ms: number): Asked {
    const isSecond = now_ms - this.#since_ms <= SECOND_KEY_MS_MAX;
    this.#since_ms = Number.NEGATIVE_INFINITY;
    if (press.isChord) return null;
    if (press.key === 'Escape') return { command: 'close' };
    if (press.isTyping) return null;
    if (isSecond) {
      const go = own(PLACES, press.key);
      return go ? { go } : null;
    }
    if (press.key === 'g') {
      this.#since_ms = now_ms;
      return null;
    }
    if (press.key === 'Enter' && press.isOnControl) return null;
    const found = own(COMMANDS, press.key);
    return found ? { command: found } : null;
  }
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
