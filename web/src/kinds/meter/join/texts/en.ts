export type Texts = typeof texts;

export const texts = {
  title: 'What chat says',
  stale: 'What you see may be out of date.',
  question: 'Question',
  example: 'Jump the gap?',
  choices: 'Choices, one per line',
  choicesHelp: 'Chat answers with their numbers. Leave it empty to ask about the two sides.',
  duration: 'Duration',
  open: 'Until stopped',
  lasts: (seconds: number) => (seconds < 120 ? `${seconds} s` : `${seconds / 60} min`),
  start: 'Start round',
  stop: 'Stop and show the result',
  longer: (seconds: number) => `+${seconds} s`,
  cancel: 'Cancel round',
  cancelSure: 'Really cancel? Nothing is saved.',
  refused: {
    round_running: 'A round is already running.',
    no_round: 'The round is over.',
    forbidden: 'This link may not do that.',
    limited: 'Too many at once. Try again in a moment.',
    lost: 'No connection. Try again.',
  } as Readonly<Record<string, string>>,
};
