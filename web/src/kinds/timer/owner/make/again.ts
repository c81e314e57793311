/** The same game once more: a new timer with the same rules and people. */
import type { Config, ConfigGiven } from '../api/model';

export function again({ participants, ...rules }: Config): ConfigGiven {
  return { ...rules, participants };
}

/** The other begins, in the colour of whoever did. */
export function swapped({ participants, ...rules }: Config): ConfigGiven {
  const [first, second, ...others] = participants;
  if (!first || !second) return { ...rules, participants };
  const [begins, follows] = [
    { ...second, color: first.color ?? null },
    { ...first, color: second.color ?? null },
  ];
  return { ...rules, participants: [begins, follows, ...others] };
}
