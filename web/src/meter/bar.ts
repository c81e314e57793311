import { glide } from './glide';
import { paint } from './paint';
import { isMoving, STILL, valueAt } from './reading';
import { Trail } from './trail';
import { coloursOf, type MeterView } from './view';

/**
 * The bar and its labels. It moves at the display's rate while something moves,
 * and costs nothing while nothing does.
 */
export class Bar {
  private view: MeterView | null = null;
  private value = 0;
  private shownMs = 0;
  private frame = 0;
  private readonly trail = new Trail();
  private readonly canvas: HTMLCanvasElement;
  private readonly meter: HTMLElement;
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly root: HTMLElement,
    private readonly serverMs: () => number,
  ) {
    this.canvas = this.part<HTMLCanvasElement>('canvas');
    this.meter = this.part('[role="meter"]');
    new ResizeObserver(() => this.wake()).observe(this.canvas);
  }

  show(view: MeterView): void {
    this.view = view;
    const colours = coloursOf(view.theme);
    this.root.style.setProperty('--bar-text', colours.text);
    this.root.style.setProperty('--bar-for', colours.for);
    this.root.style.setProperty('--bar-against', colours.against);
    this.root.dataset.contrast = isDark(colours.background) ? 'dark' : 'light';
    this.part('[data-side="for"]').textContent = view.labels.for;
    this.part('[data-side="against"]').textContent = view.labels.against;
    this.meter.ariaLabel = `${view.labels.against} or ${view.labels.for}`;
    this.root.hidden = false;
    this.wake();
  }

  private wake(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((at) => this.turn(at));
  }

  private turn(at: number): void {
    this.frame = 0;
    if (!this.view) return;
    const now = this.serverMs();
    const target = valueAt(this.view, now);
    const passed = Math.min(100, at - this.shownMs || 16);
    this.shownMs = at;
    this.value = this.calm.matches ? target : glide(this.value, target, passed, STILL);
    if (!this.calm.matches) this.trail.note(at, this.value);
    const { display, theme } = this.view;
    const picture = { value: this.value, colours: coloursOf(theme), display, now: at };
    paint(this.canvas, picture, this.trail);
    const told = String(Math.round(this.value));
    if (this.meter.ariaValueNow !== told) this.meter.ariaValueNow = told;
    if (this.value !== target || isMoving(this.view, now) || this.trail.isSeen(at)) this.wake();
  }

  private part<Part extends HTMLElement = HTMLElement>(selector: string): Part {
    const part = this.root.querySelector<Part>(selector);
    if (!part) throw new Error(`the page has no ${selector}`);
    return part;
  }
}

function isDark(colour: string): boolean {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return channel(1) * 0.299 + channel(3) * 0.587 + channel(5) * 0.114 < 128;
}
