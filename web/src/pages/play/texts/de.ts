import type { Texts } from './en';

export const texts: Texts = {
  signIn: 'Mit Twitch anmelden',
  out: {
    title: 'Melde dich an, um das zu sehen',
    text: 'Mit deinem Twitch-Konto siehst du, was hier passiert, und machst mit. In deinem Namen wird nichts geschrieben.',
  },
  notFound: 'Seite nicht gefunden',
  home: 'Zur Startseite',
};
