/** The round that ended last, as the server kept it: it may take a moment to be there, and whole. */
import { asProblem, type Problem } from '../../../../kit/api/problem';
import type { Choice, Counts, Round, Side } from '../api/model';
import { readRound } from '../api/rounds';

const EVERY_MS = 700;
const PATIENCE_MS = 10_000;
/** Voters and seconds are written behind: once more after this, all of them are there. */
const WHOLE_MS = 3_000;

export type Ended = {
  id: string;
  question: string;
  choices?: Choice[] | null | undefined;
  labels?: Record<Side, string>;
  counts: Counts;
};

export class Result {
  /** As it was last seen. */
  last = $state.raw() as Ended;
  round = $state.raw<Round>();
  problem = $state.raw<Problem>();
  #isEnded = false;

  constructor(
    private readonly session: string,
    last: Ended,
  ) {
    this.last = last;
    void this.look();
  }

  async look(): Promise<void> {
    this.problem = undefined;
    const began_ms = Date.now();
    const until_ms = began_ms + PATIENCE_MS;
    while (!this.#isEnded) {
      try {
        const round = await readRound(this.session, this.last.id);
        if (round.state === 'stopped') {
          this.round = round;
          if (Date.now() - began_ms > WHOLE_MS) return;
        }
      } catch (error) {
        const problem = asProblem(error);
        if (Date.now() > until_ms) this.problem = problem;
      }
      if (Date.now() > until_ms) return;
      await new Promise((done) => setTimeout(done, EVERY_MS));
    }
  }

  end(): void {
    this.#isEnded = true;
  }
}
