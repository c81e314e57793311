/** Words that chat can type and labels that screens can show, as the server sees them. */
const TRIGGER_MAX = 100;
const CONTROL = /\p{Cc}/u;

/** What is compared: case and width make no difference. */
export function normalised(word: string): string {
  return word.trim().normalize('NFKC').toLowerCase();
}

export function isTrigger(word: string): boolean {
  return isWithin(normalised(word), TRIGGER_MAX);
}

/** 1 to `most` characters, spaces around them not counted. */
export function isWithin(text: string, most: number): boolean {
  return isBetween([...text.trim()].length, 1, most) && !CONTROL.test(text);
}

export function isBetween(value: number | null, least: number, most: number): boolean {
  return value !== null && value >= least && value <= most;
}
