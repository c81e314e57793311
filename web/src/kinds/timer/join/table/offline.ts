import { type ConnectionState, localMs } from '@downbeat/client';
import { spoken } from '../../../../kit/words/figures';
import { t } from '../texts';

/** How long an answer may take before that is said. */
const SILENT_MS = 700;
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
    private readonly nowMs: () => number = localMs,
  ) {}

  get isLost(): boolean {
    return this.since !== null;
  }

  connection(state: ConnectionState): void {
    if (state.is === 'lost' && this.since === null) {
      this.since = state.since_ms;
      // What was under way may have been lost with the connection.
      for (const tap of this.open) this.keep(tap);
    } else if (state.is === 'live' && this.since !== null) {
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
    if (this.grace_ms === 0) return t.offline.lost;
    return away < this.grace_ms ? t.offline.kept : t.offline.late;
  }

  private keep(tap: { isKept: boolean }): void {
    if (!tap.isKept) this.kept += 1;
    tap.isKept = true;
  }

  /**
   * `waiting`: the taps that the server has not answered; `unanswered_ms`: for how
   * long it has not answered the first of those that were sent.
   */
  words(waiting: number, unanswered_ms = 0): string {
    if (this.since !== null) {
      const away = this.nowMs() - this.since;
      return t.offline.away(spoken(away), this.fate(away));
    }
    if (this.nowMs() > this.backUntil) {
      this.kept = 0;
      this.told = 0;
      return unanswered_ms > SILENT_MS ? t.offline.unanswered : '';
    }
    if (this.kept === 0) return unanswered_ms > SILENT_MS ? t.offline.unanswered : t.offline.back;
    if (waiting > 0) return t.offline.sending(t.offline.taps(waiting));
    return this.told === this.kept
      ? t.offline.counted(t.offline.taps(this.told))
      : t.offline.someCounted(this.told, t.offline.taps(this.kept));
  }
}
