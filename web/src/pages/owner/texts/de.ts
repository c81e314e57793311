import type { Texts } from './en';

export const texts: Texts = {
  unopened: 'Deine Seiten lassen sich nicht öffnen',
  again: 'Noch einmal versuchen',
  notFound: 'Nicht gefunden',
  home: 'Zu deinem Dashboard',
  out: {
    title: 'Du bist abgemeldet',
    text: 'Alles, was du gestartet hast, läuft weiter. Melde dich an, um es zu steuern oder etwas Neues anzulegen.',
  },
  stranger: {
    title: 'Bei Downbeat anmelden',
    text: 'Melde dich an, um dein Meter und deine Timer einzurichten.',
  },
  signIn: 'Weiter mit Twitch',
  byMail: 'Per E-Mail anmelden',
  back: 'Zur Startseite',
};
