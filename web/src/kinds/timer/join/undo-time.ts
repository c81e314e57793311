import type { TimerView } from '@downbeat/client';

/** How long the server lets a turn be taken back. */
const UNDO_MS = 10_000;

/** Until when the last turn can be taken back, as far as the views tell. */
export class UndoTime {
  private moves: number | null = null;
  private until_ms = 0;

  see({ participants, since_ms, status }: TimerView, serverMs: number): void {
    const moves = participants.reduce((sum, one) => sum + one.moves, 0);
    const before = this.moves;
    this.moves = moves;
    if (before === null && moves > 0 && since_ms !== null) this.until_ms = since_ms + UNDO_MS;
    else if (before !== null && moves > before) this.until_ms = serverMs + UNDO_MS;
    else if (before !== null && moves < before) this.until_ms = 0;
    if (status !== 'running' && status !== 'paused') this.until_ms = 0;
  }

  /** 0 when nothing can be taken back. */
  leftMs(serverMs: number): number {
    return Math.min(UNDO_MS, Math.max(0, this.until_ms - serverMs));
  }
}
