import type { ConnectionState, TimerView } from '@downbeat/client';

/** One way of showing a timer. */
export interface Screen {
  readonly element: HTMLElement;
  show(view: TimerView): void;
  connection(state: ConnectionState): void;
  /** It is taken off the stage. */
  end(): void;
}
