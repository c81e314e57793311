/** How long each turn took, from what happened. */
import type { Happened } from '../api/model';

export type Turn = {
  of: string;
  /** When it ended; a switch that was told late ended before it was told. */
  at_ms: number;
  took_ms: number;
};

type Members = Readonly<Record<string, unknown>>;

/**
 * A turn is over when it passes, or when the timer ends. A pause is no part of
 * it, and a turn that was taken back never was.
 */
export function turnsOf(events: readonly Happened[]): Turn[] {
  const course = new Course();
  for (const { name, at_ms, event } of events) course.see(name, at_ms, event as Members);
  return course.turns;
}

/** Whose turn is on: since when it runs, and how long it ran before that. */
type On = { of: string; since_ms: number | null; spent_ms: number };

class Course {
  readonly turns: Turn[] = [];
  #on: On | null = null;

  see(name: string, at_ms: number, event: Members): void {
    if (name === 'started') this.#on = { of: String(event.active), since_ms: at_ms, spent_ms: 0 };
    else if (name === 'paused') this.#stand(at_ms);
    else if (name === 'resumed' && this.#on) this.#on.since_ms = at_ms;
    else if (name === 'switched') this.#pass(String(event.to), at_ms - Number(event.age_ms ?? 0));
    else if (name === 'undone') this.#undo(at_ms);
    else if (name === 'ended') this.#end(at_ms);
  }

  #stand(at_ms: number): void {
    if (this.#on) this.#on = { ...this.#on, since_ms: null, spent_ms: spent(this.#on, at_ms) };
  }

  #pass(to: string, at_ms: number): void {
    const isStill = this.#on?.since_ms === null;
    this.#end(at_ms);
    this.#on = { of: to, since_ms: isStill ? null : at_ms, spent_ms: 0 };
  }

  #undo(at_ms: number): void {
    const undone = this.turns.pop();
    if (!undone || !this.#on) return;
    const spent_ms = undone.took_ms + spent(this.#on, at_ms);
    this.#on = { of: undone.of, since_ms: this.#on.since_ms === null ? null : at_ms, spent_ms };
  }

  #end(at_ms: number): void {
    if (this.#on) this.turns.push({ of: this.#on.of, at_ms, took_ms: spent(this.#on, at_ms) });
    this.#on = null;
  }
}

function spent({ since_ms, spent_ms }: On, at_ms: number): number {
  return spent_ms + (since_ms === null ? 0 : Math.max(0, at_ms - since_ms));
}
