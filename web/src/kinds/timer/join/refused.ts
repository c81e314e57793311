const WORDS: { [code: string]: string } = {
  late: 'Too late: that tap did not count.',
  overtaken: 'That tap did not count: the turn had passed already.',
  stale: 'Not counted: somebody was faster, and the turn had passed already.',
  not_your_turn: 'Not counted: somebody else has the turn.',
  forbidden: 'This link may not do that. Ask whoever runs the timer.',
  nothing_to_undo: 'Nothing to take back: a turn can be for 10 seconds.',
  unanswered: 'No answer came. Look at the clock before you tap again.',
  expired_participant: 'Nobody else has time left.',
};

/** What was refused, in words; the server's own where there is nothing to add. */
export function wordsFor(code: string, message: string): string {
  const words = WORDS[code] ?? message;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
