/** Words that chat can type, as the server sees them. */
import { isText } from '../../../../kit/words/text';

const TRIGGER_MAX = 100;

export function isTrigger(word: string): boolean {
  return isText(word, TRIGGER_MAX);
}

export function isBetween(value: number | null, least: number, most: number): boolean {
  return value !== null && value >= least && value <= most;
}
