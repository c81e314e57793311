import { make, mark } from '../../../../kit/element';
import { icon } from '../icons';
import { t } from '../texts';

/** A hand that rests wants to see nothing but the clock. */
const RESTS_MS = 3_000;

/** Fills the whole screen, by the key f or a button that shows while the pointer moves. */
export class FullScreen {
  readonly button = make('button', 'full');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly moved = () => {
    mark(document.documentElement, 'rests', false);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => mark(document.documentElement, 'rests', true), RESTS_MS);
  };

  constructor() {
    this.button.type = 'button';
    this.button.ariaLabel = t.fullScreen;
    this.button.title = t.fullScreenKey;
    this.button.append(icon('full'));
    this.button.hidden = !document.fullscreenEnabled;
    this.button.addEventListener('click', () => this.toggle());
    addEventListener('pointermove', this.moved);
    this.moved();
  }

  toggle(): void {
    // A browser that refuses says so itself, and nothing else changes.
    const refused = () => {};
    if (document.fullscreenElement) document.exitFullscreen().catch(refused);
    else document.documentElement.requestFullscreen().catch(refused);
  }

  end(): void {
    removeEventListener('pointermove', this.moved);
    clearTimeout(this.timer);
    mark(document.documentElement, 'rests', false);
  }
}
