import type { LineState, TimerView } from '@downbeat/client';

/** One way of showing a timer. */
export interface Screen {
  readonly element: HTMLElement;
  show(view: TimerView): void;
  line(state: LineState): void;
  /** It is taken off the stage. */
  end(): void;
}
