/** What is broadcast of a camp, and what it makes of the view that a page has. */
import type { CampLine, CampView } from '@downbeat/client';

const TICKER_MAX = 10;

export type Broadcast = Pick<
  CampView,
  'open' | 'out' | 'lost_today' | 'lobbies' | 'season' | 'now_ms'
> & {
  seq: number;
  /** The number of the message before it. */
  after: number;
  /** Newest first. */
  lines: CampLine[];
  /** How many came that are not among them. */
  more: number;
};

/** Null for what is no such message. */
export function broadcastOf(message: string): Broadcast | null {
  try {
    const told: unknown = JSON.parse(message);
    const isOne = typeof told === 'object' && told !== null && 'seq' in told && 'lines' in told;
    return isOne && Array.isArray(told.lines) ? (told as Broadcast) : null;
  } catch {
    return null;
  }
}

/** The view with what was told, its lines before those that are known. */
export function withTold(view: CampView, told: Broadcast): CampView {
  const { open, out, lost_today, lobbies, season, now_ms } = told;
  const known = new Set(told.lines.map(keyOf));
  const older = view.ticker.filter((line) => !known.has(keyOf(line)));
  const ticker = [...told.lines, ...older].slice(0, TICKER_MAX);
  return { ...view, open, out, lost_today, lobbies, season, now_ms, ticker };
}

const keyOf = ({ mission, tick, at_ms, text }: CampLine) => `${mission}/${tick}/${at_ms}/${text}`;

/** What a page does about a message, by the number of the last that it heard; 0 is none yet. */
export function heard(last: number, { seq, after, more }: Broadcast): 'known' | 'next' | 'gap' {
  if (seq <= last) return 'known';
  return last !== 0 && (after !== last || more > 0) ? 'gap' : 'next';
}
