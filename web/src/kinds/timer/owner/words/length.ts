/** Lengths of time as people write them into a field, and as they are read back. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** What a number without a unit stands for. */
export type Unit = 'min' | 's';

const UNITS_MS: Readonly<Record<string, number>> = {
  h: HOUR_MS,
  min: MINUTE_MS,
  m: MINUTE_MS,
  s: SECOND_MS,
  sec: SECOND_MS,
  ms: 1,
};

/** `3:00`, `1:30:00`, `2.5` for the smallest; what a field shows. */
export function written(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const all = Math.abs(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(all / HOUR_MS), Math.floor(all / MINUTE_MS) % 60];
  const rest = (all % MINUTE_MS) / SECOND_MS;
  const seconds = Number.isInteger(rest) ? two(rest) : rest.toFixed(3).padStart(6, '0');
  return `${sign}${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${seconds}`;
}

/** `3:00`, `1:30:00`, `90 min`, `1 h 30 min`, `45 s`, or a number of the unit; `null` for what is none. */
export function read(text: string, unit: Unit): number | null {
  const plain = text.trim().toLowerCase().replace(',', '.');
  const sign = /^[-−]/.test(plain) ? -1 : 1;
  const bare = plain.replace(/^[+−-]\s*/, '');
  if (/^\d+(\.\d+)?$/.test(bare)) return whole(sign * Number(bare) * (UNITS_MS[unit] ?? 1));
  if (/^\d+(:[0-5]?\d){1,2}(\.\d{1,3})?$/.test(bare)) return whole(sign * colons(bare));
  return worded(bare, sign);
}

function colons(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * SECOND_MS;
}

function worded(text: string, sign: number): number | null {
  if (!/^(\d+(\.\d+)?\s*(h|min|m|sec|s|ms)\s*)+$/.test(text)) return null;
  let sum = 0;
  for (const [, size, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*(h|min|ms|m|sec|s)/g)) {
    sum += Number(size) * (UNITS_MS[unit ?? ''] ?? 0);
  }
  return whole(sign * sum);
}

function whole(ms: number): number {
  return Math.round(ms) || 0;
}
