/** Words that chat can type, as the server sees them. */
import { bare, isWithin } from '../../../../kit/words/text';

const TRIGGER_MAX = 100;

/** What is compared: case and width make no difference. */
export function normalised(word: string): string {
  return bare(bare(word).normalize('NFKC').toLowerCase());
}

export function isTrigger(word: string): boolean {
  return isWithin(normalised(word), TRIGGER_MAX);
}

export function isBetween(value: number | null, least: number, most: number): boolean {
  return value !== null && value >= least && value <= most;
}
