import { applyColours } from './apply-colours';
import { Choices } from './choices';
import { coloursOf } from './colours';
import { fit } from './fit';
import { part } from './part';
import { TimeLine } from './time-line';
import type { MeterView, Result } from './view';

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

  show({ round, theme, numbers }: MeterView, result: Result | null): void {
    const shown = round ?? result;
    this.root.hidden = !shown;
    this.time.show(round);
    const { id, choices, counts } = shown ?? {};
    if (id && choices && Array.isArray(counts)) {
      const hasVotes = numbers === 'votes' || result !== null;
      this.choices.show({ id, choices, counts }, { hasVotes, winner: result?.winner ?? null });
    } else this.choices.clear();
    if (shown) {
      applyColours(this.root, coloursOf(theme));
      this.root.style.setProperty('--rows', String(choices?.length ?? 0));
    }
    const asked = shown ? JSON.stringify([shown.id, shown.question]) : '';
    if (asked === this.asked) return;
    this.asked = asked;
    this.text.textContent = shown?.question ?? '';
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
