/** Why something was not done, in plain words: what happened, and what to do next. */
const SAID: Readonly<Record<string, string>> = {
  wrong_status: 'That is not possible now',
  not_your_turn: 'It is somebody else’s turn',
  unknown_participant: 'They do not take part any more',
  expired_participant: 'Nobody else has time left. Give somebody time first',
  too_many: 'That is too many',
  nothing_to_undo: 'There is no switch to take back: only the last one counts, for ten seconds',
  late: 'Too late',
  forbidden: 'That is not allowed',
  ended: 'The timer has ended',
  stale: 'Somebody was faster: the turn had passed already',
  limited: 'That was too often. Wait a moment',
  unanswered: 'The server did not answer. Look whether it was done before you try again',
  unavailable: 'The server cannot do it now. Try again in a moment',
  activating: 'The timer is being brought back. Try again in a moment',
};

/** The server's own words stand where they say more. */
const OWN_WORDS: ReadonlySet<string> = new Set(['wrong_status', 'forbidden', 'late']);

export function rejected(code: string, message: string): string {
  const said = SAID[code];
  // What is wrong with all of the arguments needs no name.
  if (!said) return sentence(message.replace(/^args: /, ''));
  return OWN_WORDS.has(code) ? `${said}: ${sentence(message, false)}` : `${said}.`;
}

function sentence(text: string, isFirst = true): string {
  const start = isFirst ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
