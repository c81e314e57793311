export type Texts = typeof texts;

export const texts = {
  openEnd: 'Waiting for the table',
  level: { enough: '', low: 'Low on time', critical: 'Almost out of time', over: 'Time is up' },
  wins: (name: string) => `${name} wins`,
  ranOut: 'Time ran out',
  finished: 'Finished',
  cancelled: 'Cancelled',
  winner: 'Wins',
  paused: 'Paused',
  next: 'Next',
};
