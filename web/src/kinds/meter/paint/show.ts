import { Bar } from './bar';
import { Question } from './question';
import type { MeterView } from './view';

/** From this height on, in lines, a source has room for more than one thing above the other. */
const TALL_EM = 10;

/** What is on the stream: the bar, the bar under a question, or a question with choices. */
export class Show {
  private readonly bar: Bar;
  private readonly question: Question;

  constructor(
    private readonly root: HTMLElement,
    serverMs: () => number,
  ) {
    this.bar = new Bar(this.part('bar'), serverMs);
    this.question = new Question(this.part('round'), serverMs);
    this.measure();
    addEventListener('resize', () => this.measure());
  }

  show(view: MeterView): void {
    const shows = view.round ? (view.round.choices ? 'choices' : 'sides') : 'bar';
    if (this.root.dataset.shows !== shows) this.root.dataset.shows = shows;
    this.question.show(view);
    if (shows !== 'choices') this.bar.show(view);
  }

  private measure(): void {
    const em = Number.parseFloat(getComputedStyle(this.root).fontSize);
    this.root.toggleAttribute('data-tall', innerHeight >= TALL_EM * em);
  }

  private part(id: string): HTMLElement {
    const part = document.getElementById(id);
    if (!part) throw new Error(`the page has no #${id}`);
    return part;
  }
}
