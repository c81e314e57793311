import { isCalm } from './calm';
import { stepMs, timeLeft } from './time-left';
import type { Round } from './view';

/** A thin line that shrinks with the time that is left, pixel by pixel, and rests between. */
export class TimeLine {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly line: HTMLElement,
    private readonly serverMs: () => number,
  ) {}

  show(round: Round | null): void {
    clearTimeout(this.timer);
    this.line.hidden = round?.ends_ms === undefined;
    if (round?.ends_ms !== undefined) this.step(round.started_ms, round.ends_ms);
  }

  private step(startedMs: number, endsMs: number): void {
    const left = timeLeft(startedMs, endsMs, this.serverMs());
    this.line.style.transform = `scaleX(${left})`;
    if (left === 0) return;
    const pixels = this.line.offsetWidth * devicePixelRatio;
    const wait = stepMs(endsMs - startedMs, pixels, isCalm());
    this.timer = setTimeout(() => this.step(startedMs, endsMs), wait);
  }
}
