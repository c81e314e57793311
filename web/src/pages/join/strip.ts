import { type ConnectionState, localMs } from '@downbeat/client';
import { mark, write } from '../../kit/element';
import { spoken } from '../../kit/words/figures';
import { t } from './texts';

const EVERY_MS = 500;
/** A loss that is mended by then is nobody's concern. */
const QUIET_MS = 1_500;

/** Says that the connection is lost, and since when. What was shown stays, and clocks go on. */
export class Strip {
  isQuiet = false;
  private readonly element = document.getElementById('strip');
  private since = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private hadView = false;
  /** What is shown was kept from an earlier time, and nobody has said more since. */
  isRemembered = false;

  /** `stale`: what becomes of what is shown meanwhile, if it is no clock. */
  constructor(public stale?: string) {}

  connection(state: ConnectionState): void {
    if (state.is === 'live') {
      this.hadView = true;
      this.isRemembered = false;
    }
    clearInterval(this.timer);
    if (state.is !== 'lost') {
      this.say('');
      return;
    }
    this.since = state.since_ms;
    this.timer = setInterval(() => this.tell(), EVERY_MS);
    this.tell();
  }

  private tell(): void {
    const away = localMs() - this.since;
    const lost = t.lost(spoken(away));
    const words = `${lost} ${this.isRemembered ? t.remembered : this.meanwhile()}`;
    this.say(away < QUIET_MS || this.isQuiet ? '' : words);
  }

  private meanwhile(): string {
    return this.hadView ? (this.stale ?? t.clocks) : t.retrying;
  }

  private say(words: string): void {
    if (!this.element) return;
    write(this.element, words);
    this.element.hidden = words === '';
    mark(this.element, 'lost', words !== '');
  }
}
