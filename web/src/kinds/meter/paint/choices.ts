import { isCalm } from './calm';
import { ChoiceRow } from './choice-row';
import { colourOfChoice } from './palette';
import { percentsOf, placesOf, sharesOf } from './shares';
import type { Choice } from './view';

type Chosen = { id: string; choices: readonly Choice[]; counts: readonly number[] };

/**
 * The stacked bars of a round with choices. They glide to their lengths and past
 * each other, and cost nothing once they stand.
 */
export class Choices {
  private rows: ChoiceRow[] = [];
  private cast = '';
  private frame = 0;

  constructor(private readonly list: HTMLElement) {}

  /** Counts are in the order of the choices. In a result one may have won. */
  show(
    { id, choices, counts }: Chosen,
    { hasVotes, winner }: { hasVotes: boolean; winner: number | null },
  ): void {
    const cast = JSON.stringify([id, choices]);
    if (cast !== this.cast) {
      this.rows = choices.map((choice, at) => new ChoiceRow(choice, colourOfChoice(at), isCalm));
      this.list.replaceChildren(...this.rows.map((row) => row.element));
      this.cast = cast;
    }
    const [shares, percents, places] = [sharesOf(counts), percentsOf(counts), placesOf(counts)];
    for (const [at, row] of this.rows.entries()) {
      const percent = `${percents[at] ?? 0}%`;
      const told = hasVotes ? `${percent} · ${counts[at] ?? 0}` : percent;
      row.aim(shares[at] ?? 0, told, places[at] ?? at);
      row.mark(winner === null ? '' : winner === at ? 'won' : 'lost');
    }
    this.wake();
  }

  clear(): void {
    this.rows = [];
    this.cast = '';
    this.list.replaceChildren();
  }

  private wake(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((atMs) => this.turn(atMs));
  }

  private turn(nowMs: number): void {
    this.frame = 0;
    // Every row takes its step: no short way out.
    const going = this.rows.filter((row) => row.step(nowMs));
    if (going.length > 0) this.wake();
    else for (const row of this.rows) row.rest();
  }
}
