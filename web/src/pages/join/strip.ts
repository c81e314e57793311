import type { ConnectionState } from '@downbeat/client';
import { mark, write } from '../../kit/element';
import { spoken } from '../../kit/words/figures';

const EVERY_MS = 1_000;
/** A loss that is mended by then is nobody's concern. */
const QUIET_MS = 1_500;

/** Says that the connection is lost, and since when. What was shown stays, and clocks go on. */
export class Strip {
  isQuiet = false;
  private readonly element = document.getElementById('strip');
  private since = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private hadView = false;

  /** `stale`: what becomes of what is shown meanwhile. */
  constructor(public stale = 'The clocks go on.') {}

  connection({ is }: ConnectionState): void {
    if (is === 'live') this.hadView = true;
    if (is !== 'lost') {
      clearInterval(this.timer);
      this.timer = undefined;
      this.say('');
    } else if (this.timer === undefined) {
      this.since = performance.now();
      this.timer = setInterval(() => this.tell(), EVERY_MS);
    }
  }

  private tell(): void {
    const away = performance.now() - this.since;
    const lost = `No connection for ${spoken(away)}.`;
    const words = this.hadView ? `${lost} ${this.stale}` : `${lost} Trying again.`;
    this.say(away < QUIET_MS || this.isQuiet ? '' : words);
  }

  private say(words: string): void {
    if (!this.element) return;
    write(this.element, words);
    this.element.hidden = words === '';
    mark(this.element, 'lost', words !== '');
  }
}
