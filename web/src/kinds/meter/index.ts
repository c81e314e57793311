import type { KindIndex } from '../kind';

export const meter: KindIndex = {
  root: '/dashboard',
  title: { en: 'Meter', de: 'Meter' },
  door: {
    text: {
      en: 'A bar on your stream that chat moves by typing. Run polls, see the result live. No partner status needed.',
      de: 'Ein Balken in deinem Stream, den der Chat durch Tippen bewegt. Mach Umfragen und sieh das Ergebnis live. Ganz ohne Partnerstatus.',
    },
    go: { en: 'Open the meter', de: 'Zum Meter' },
  },
  links: [
    { title: { en: 'Overview', de: 'Übersicht' }, path: '/dashboard' },
    { title: { en: 'Rounds', de: 'Runden' }, path: '/dashboard/rounds' },
  ],
};
