import { Motion } from './motion';
import type { Choice } from './view';

/** Less than a pixel of the widest bar, and of a row's height. */
const STILL = 0.001;

/** One choice: what it is called, what to type, and a bar as long as its share. */
export class ChoiceRow {
  readonly element = document.createElement('li');
  private readonly fill = document.createElement('i');
  private readonly percent = text('b', 'percent');
  private readonly share: Motion;
  private readonly place: Motion;
  private target = { share: 0, place: 0 };

  constructor({ label, trigger }: Choice, colour: string, isCalm: () => boolean) {
    this.share = new Motion(isCalm);
    this.place = new Motion(isCalm);
    const track = document.createElement('div');
    track.append(this.fill, text('b', 'name', label), text('kbd', '', trigger), this.percent);
    this.element.append(track);
    this.element.style.setProperty('--colour', colour);
  }

  /** Where it belongs from now on. A row that rises passes over those that sink. */
  aim(share: number, told: string, place: number): void {
    this.target = { share, place };
    if (this.percent.textContent !== told) this.percent.textContent = told;
    this.element.style.zIndex = String(-place);
  }

  /** How it stands in a result: the one that won stands out. */
  mark(is: 'won' | 'lost' | ''): void {
    this.element.toggleAttribute('data-won', is === 'won');
    this.element.toggleAttribute('data-lost', is === 'lost');
  }

  /** One frame of the way there; false once it has arrived. */
  step(nowMs: number): boolean {
    const share = this.share.follow(this.target.share, nowMs, STILL);
    const place = this.place.follow(this.target.place, nowMs, STILL);
    this.fill.style.transform = `translateX(${(share - 1) * 100}%)`;
    this.element.style.transform = `translateY(${place * 100}%)`;
    return share !== this.target.share || place !== this.target.place;
  }

  rest(): void {
    this.share.rest();
    this.place.rest();
  }
}

/** Each text goes in the direction of its own script. */
function text(tag: string, name: string, content = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.dir = 'auto';
  element.textContent = content;
  return element;
}
