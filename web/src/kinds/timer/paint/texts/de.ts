import type { Texts } from './en';

export const texts: Texts = {
  openEnd: 'Warten auf den Tisch',
  level: { enough: '', low: 'Zeit wird knapp', critical: 'Zeit fast um', over: 'Zeit abgelaufen' },
  wins: (name) => `${name} gewinnt`,
  ranOut: 'Zeit abgelaufen',
  finished: 'Beendet',
  cancelled: 'Abgebrochen',
  winner: 'Gewinnt',
  paused: 'Pausiert',
  next: 'Als Nächstes',
};
