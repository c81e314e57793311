/** Who answers to a key: what was opened last is asked first. */
import { onDestroy } from 'svelte';
import type { Command } from './bindings';

/** Answers a command; `false` leaves it to who comes after. */
type Answer = () => unknown;
type Answers = Partial<Record<Command, Answer>>;

const listening: Answers[] = [];

/**
 * A component answers commands for as long as it is there. It begins at once
 * and not in an effect: those run from the inside out, and what is inside a
 * view has to come after it.
 */
export function hear(answers: Answers): void {
  listening.push(answers);
  onDestroy(() => {
    listening.splice(listening.indexOf(answers), 1);
  });
}

/** Whether anybody answered. */
export function command(asked: Command): boolean {
  return listening.toReversed().some((answers) => {
    const answer = answers[asked];
    return answer !== undefined && answer() !== false;
  });
}
