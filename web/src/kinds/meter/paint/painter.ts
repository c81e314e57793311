import { Bar } from './bar';
import { part } from './part';
import { Question } from './question';
import { shownAt } from './shown';
import type { MeterView } from './view';

/** From this height on, in lines, a source has room for more than one thing above the other. */
const TALL_EM = 10;

const PARTS = `<section class="round" id="round" hidden>
<div class="asked"><p dir="auto"></p></div>
<ol class="choices"></ol>
<i class="time" hidden></i>
</section>
<div class="bar" id="bar" hidden>
<div class="label" data-side="against"><span dir="auto"></span><b hidden></b></div>
<div role="meter" aria-valuemin="-100" aria-valuemax="100" aria-valuenow="0"><canvas></canvas></div>
<div class="label" data-side="for"><span dir="auto"></span><b hidden></b></div>
</div>`;

/** What a meter is on a stream: the bar, the bar under a question, or a question with choices. */
export class Painter {
  private readonly bar: Bar;
  private readonly question: Question;
  private over: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly serverMs: () => number,
  ) {
    root.insertAdjacentHTML('beforeend', PARTS);
    this.bar = new Bar(part(root, '.bar'), serverMs);
    this.question = new Question(part(root, '.round'), serverMs);
    this.measure();
    addEventListener('resize', () => this.measure());
  }

  show(given: MeterView): void {
    const now = this.serverMs();
    const { view, result } = shownAt(given, now);
    clearTimeout(this.over);
    if (result) this.over = setTimeout(() => this.show(given), result.until_ms - now);
    const asked = view.round ?? result;
    const shows = asked ? (asked.choices ? 'choices' : 'sides') : 'bar';
    if (this.root.dataset.shows !== shows) this.root.dataset.shows = shows;
    this.question.show(view, result);
    if (shows !== 'choices') this.bar.show(view, result);
  }

  private measure(): void {
    const em = Number.parseFloat(getComputedStyle(this.root).fontSize);
    this.root.toggleAttribute('data-tall', innerHeight >= TALL_EM * em);
  }
}
