/** What the server found fault with, in the words of the form that it stands in. */
import { written } from './length';

const SAID: Readonly<Record<string, string>> = {
  'less than low_ms': 'less than the first warning',
  'per_group needs it': 'a team for everybody',
  'count_up only': 'only a stopwatch has it',
  'per_participant and per_cycle only': 'all have the same time in this mode',
  'per_participant, per_group and global only': 'this mode has none',
};

export function formFault(message: string): string {
  return SAID[message] ?? message;
}

/** Milliseconds as the field beside shows them: `0:00 to 1:00`. */
export function lengthFault(message: string): string {
  const [, said] = /\((a second to a \w+)\)/.exec(message) ?? [];
  if (said !== undefined) return said;
  return message.replace(/\d+(,\d{3})*/g, (ms) => written(Number(ms.replaceAll(',', ''))));
}
