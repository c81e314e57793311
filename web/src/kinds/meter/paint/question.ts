import { applyColours } from './apply-colours';
import { Choices } from './choices';
import { coloursOf } from './colours';
import { fit } from './fit';
import { part } from './part';
import { TimeLine } from './time-line';
import type { MeterView } from './view';

/** Text smaller than this deserves more room, where it stands beside the choices. */
const CRAMPED_EM = 0.8;

/** What a round shows beside or instead of the bar: the question, its choices, its time. */
export class Question {
  private asked = '';
  private readonly box: HTMLElement;
  private readonly text: HTMLElement;
  private readonly choices: Choices;
  private readonly time: TimeLine;

  constructor(
    private readonly root: HTMLElement,
    serverMs: () => number,
  ) {
    this.box = part(root, '.asked');
    this.text = part(root, '.asked p');
    this.choices = new Choices(part(root, '.choices'));
    this.time = new TimeLine(part(root, '.time'), serverMs);
    new ResizeObserver(() => this.fitText()).observe(root);
  }

  show({ round, theme }: MeterView): void {
    this.root.hidden = !round;
    this.time.show(round);
    const { id, choices, counts } = round ?? {};
    if (id && choices && Array.isArray(counts)) this.choices.show(id, choices, counts);
    else this.choices.clear();
    if (round) {
      applyColours(this.root, coloursOf(theme));
      this.root.style.setProperty('--rows', String(choices?.length ?? 0));
    }
    const asked = round ? JSON.stringify([round.id, round.question]) : '';
    if (asked === this.asked) return;
    this.asked = asked;
    this.text.textContent = round?.question ?? '';
    this.fitText();
  }

  private fitText(): void {
    if (this.root.hidden) return;
    this.root.removeAttribute('data-long');
    if (fit(this.text, this.box) >= CRAMPED_EM) return;
    this.root.toggleAttribute('data-long', true);
    fit(this.text, this.box);
  }
}
