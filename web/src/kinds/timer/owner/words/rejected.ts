/** Why something was not done, in plain words: what happened, and what to do next. */
import { t } from '../texts';

export function rejected(code: string, message: string): string {
  const said = t.rejected[code];
  // What is wrong with all of the arguments needs no name.
  return sentence(said ?? message.replace(/^args: /, ''));
}

function sentence(text: string): string {
  const start = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
