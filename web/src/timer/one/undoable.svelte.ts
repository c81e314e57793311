/** Until when the last switch can be taken back, as far as this page saw it. */
import type { View } from '../api/model';

const UNDO_MS = 10_000;

export class Undoable {
  /** Server time; 0 when there is nothing to take back. */
  until_ms = $state(0);
  #was: View | undefined;

  see(view: View): void {
    const was = this.#was;
    this.#was = view;
    const isOn = view.status === 'running' || view.status === 'paused';
    if (!isOn) this.until_ms = 0;
    else if (was && moves(view) < moves(was)) this.until_ms = 0;
    else if (was && was.active !== null && moves(view) > moves(was)) {
      this.until_ms = view.now_ms + UNDO_MS;
    }
  }
}

/** A turn that was made counts; one that is undone does not any more. */
function moves({ participants }: View): number {
  return participants.reduce((sum, one) => sum + one.moves, 0);
}
