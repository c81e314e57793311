import { isolated } from '../../../kit/words/isolated';
import { nameChars } from '../../../kit/words/letters';
import { applyColours } from './apply-colours';
import { isCalm } from './calm';
import { coloursOf } from './colours';
import { Motion } from './motion';
import { numbersOf } from './numbers';
import { paint } from './paint';
import { part } from './part';
import { isMoving, STILL, valueAt } from './reading';
import { Trail } from './trail';
import type { Colours, MeterView, Result, Side } from './view';

/** Longer labels are set smaller, to stay on their side. */
const LONG_CHARACTERS = 20;

/**
 * The bar and its labels. It moves at the display's rate while something moves,
 * and costs nothing while nothing does.
 */
export class Bar {
  private view: MeterView | null = null;
  private result: Result | null = null;
  private colours: Colours = coloursOf('dark');
  private look = '';
  private frame = 0;
  private readonly motion = new Motion(isCalm);
  private readonly trail = new Trail();
  private readonly canvas: HTMLCanvasElement;
  private readonly meter: HTMLElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly serverMs: () => number,
  ) {
    this.canvas = part(root, 'canvas');
    this.meter = part(root, '[role="meter"]');
    new ResizeObserver(() => this.wake()).observe(this.canvas);
  }

  show(view: MeterView, result: Result | null = null): void {
    this.view = view;
    this.result = result;
    this.lost('for', result?.winner === 1);
    this.lost('against', result?.winner === 0);
    const look = JSON.stringify([view.labels, view.theme]);
    if (look !== this.look) this.restyle(view);
    this.look = look;
    this.wake();
  }

  /** What changes seldom. */
  private restyle({ labels, theme }: MeterView): void {
    this.colours = coloursOf(theme);
    applyColours(this.root, this.colours);
    const longest = Math.max(nameChars(labels.for), nameChars(labels.against));
    this.root.toggleAttribute('data-long', longest > LONG_CHARACTERS);
    this.label('for', labels.for, labels.against);
    this.label('against', labels.against, labels.for);
    this.meter.ariaLabel = `${isolated(labels.against)} – ${isolated(labels.for)}`;
    this.root.hidden = false;
  }

  /** Each label knows the other, to be as wide: the bar's centre stays in the middle. */
  private label(side: Side, text: string, other: string): void {
    part(this.root, `[data-side="${side}"]`).dataset.other = other;
    part(this.root, `[data-side="${side}"] span`).textContent = text;
  }

  /** Who won stands out. */
  private lost(side: Side, is: boolean): void {
    part(this.root, `[data-side="${side}"]`).toggleAttribute('data-lost', is);
  }

  private number(side: Side, told: string | undefined): void {
    const number = part(this.root, `[data-side="${side}"] b`);
    number.hidden = told === undefined;
    if (told !== undefined && number.textContent !== told) number.textContent = told;
  }

  private wake(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((atMs) => this.turn(atMs));
  }

  private turn(nowMs: number): void {
    this.frame = 0;
    if (!this.view) return;
    const serverMs = this.serverMs();
    const target = valueAt(this.view, serverMs);
    const value = this.motion.follow(target, nowMs, STILL);
    if (!isCalm()) this.trail.note(nowMs, value);
    const { display } = this.view;
    paint(this.canvas, { value, colours: this.colours, display, nowMs }, this.trail);
    const [pro, contra] = numbersOf(this.view, this.result, serverMs) ?? [];
    this.number('for', pro);
    this.number('against', contra);
    const told = String(Math.round(value));
    if (this.meter.ariaValueNow !== told) this.meter.ariaValueNow = told;
    const goesOn = value !== target || isMoving(this.view, serverMs) || this.trail.isFading(nowMs);
    if (goesOn) this.wake();
    else this.motion.rest();
  }
}
