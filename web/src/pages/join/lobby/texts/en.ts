export type Texts = typeof texts;

export const texts = {
  enter: 'Enter the code',
  enterText: 'Your host shows it on a screen.',
  code: 'Join code',
  join: 'Join',
  pick: 'Pick your seat',
  untitled: 'Untitled',
  any: 'Any free seat',
  taken: 'Taken',
  takenNow: 'Someone just took that seat. Pick another.',
  full: 'All seats are taken.',
  back: 'Back to your seat',
  unknown: 'This code opens nothing. Check it, or ask your host for a new one.',
  limited: 'Too many tries. Wait a minute, then try again.',
  unread: 'That did not work. Try again.',
};
