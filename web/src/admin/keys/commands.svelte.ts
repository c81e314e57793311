/** Who answers to a key: what was opened last is asked first. */
import type { Command } from './bindings';

/** Answers a command; `false` leaves it to who comes after. */
type Answer = () => unknown;
type Answers = Partial<Record<Command, Answer>>;

const listening: Answers[] = [];

/** A component answers commands for as long as it is shown. */
export function hear(answers: Answers): void {
  $effect(() => {
    listening.push(answers);
    return () => {
      listening.splice(listening.indexOf(answers), 1);
    };
  });
}

/** Whether anybody answered. */
export function command(asked: Command): boolean {
  return listening.toReversed().some((answers) => {
    const answer = answers[asked];
    return answer !== undefined && answer() !== false;
  });
}
