import type { ConnectionState } from '@downbeat/client';
import { spoken } from '../../../../kit/words/figures';

/** How long the connection's coming back is said. */
const BACK_SHOWN_MS = 5_000;

/** What a table says while its connection is lost, and when it is back. */
export class Offline {
  private since: number | null = null;
  private backUntil = 0;
  private kept = 0;
  private told = 0;
  private readonly open = new Set<{ isKept: boolean }>();

  /** `grace_ms`: how late a tap may be told, 0 where none may. */
  constructor(
    private readonly grace_ms: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get isLost(): boolean {
    return this.since !== null;
  }

  connection({ is }: ConnectionState): void {
    if (is === 'lost' && this.since === null) {
      this.since = this.nowMs();
      // What was under way may have been lost with the connection.
      for (const tap of this.open) this.keep(tap);
    } else if (is === 'live' && this.since !== null) {
      this.since = null;
      this.backUntil = this.nowMs() + BACK_SHOWN_MS;
    }
  }

  /** Follows a tap until it is answered. */
  tapped(answer: Promise<boolean>): void {
    const tap = { isKept: false };
    this.open.add(tap);
    if (this.isLost) this.keep(tap);
    void answer.then((counted) => {
      this.open.delete(tap);
      if (counted && tap.isKept) this.told += 1;
    });
  }

  private fate(away: number): string {
    if (this.grace_ms === 0) return 'taps do not count';
    return away < this.grace_ms ? 'your taps are kept' : 'older taps may be too late';
  }

  private keep(tap: { isKept: boolean }): void {
    if (!tap.isKept) this.kept += 1;
    tap.isKept = true;
  }

  /** `waiting`: the taps that the server has not answered. */
  words(waiting: number): string {
    if (this.since !== null) {
      const away = this.nowMs() - this.since;
      return `Offline, ${spoken(away)}: ${this.fate(away)}`;
    }
    if (this.nowMs() > this.backUntil) {
      this.kept = 0;
      this.told = 0;
      return '';
    }
    if (this.kept === 0) return 'Back';
    if (waiting > 0) return `Back: telling ${taps(waiting)}`;
    return this.told === this.kept
      ? `Back: ${taps(this.told)} counted`
      : `Back: ${this.told} of ${taps(this.kept)} counted`;
  }
}

function taps(count: number): string {
  return count === 1 ? '1 tap' : `${count} taps`;
}
