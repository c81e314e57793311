import type { Texts } from './en';

export const texts: Texts = {
  home: 'Startseite',
  email: 'E-Mail-Adresse',
  badEmail: 'Gib eine E-Mail-Adresse ein, zum Beispiel ann@example.org.',
  password: 'Passwort',
  name: 'Dein Name',
  nameHelp: 'Den sehen andere, bis zu 60 Zeichen.',
  badName: 'Wähle einen anderen Namen: 1 bis 60 Zeichen, und keinen, der für das System steht.',
  passwordHelp: 'Mehrere Wörter ergeben ein gutes. Bis zu 100 Zeichen.',
  weak: 'Dieses Passwort ist zu leicht zu erraten. Nimm mehrere Wörter oder mehr Zeichen.',
  or: 'oder',
  twitch: 'Weiter mit Twitch',
  back: 'Zurück zur Anmeldung',
  in: {
    title: 'Anmelden',
    go: 'Anmelden',
  },
  up: {
    title: 'Konto anlegen',
    go: 'Konto anlegen',
    closed: 'Konten gibt es hier auf Einladung. Frag den Betreiber dieses Servers.',
    done: 'Öffne deine Mails',
    doneText:
      'An diese Adresse ist eine Mail unterwegs. Öffne den Link darin innerhalb von 15 Minuten und drück dort den Knopf.',
  },
  forgotten: {
    title: 'Passwort vergessen?',
    text: 'Gib deine Adresse ein. Gehört sie zu einem Konto, bekommst du eine Mail mit einem Link.',
    noMail:
      'Dieser Server verschickt keine Mails. Frag seinen Betreiber nach einem Link; dieser Befehl erstellt ihn:',
    go: 'Mail schicken',
    done: 'Öffne deine Mails',
    doneText:
      'Gehört diese Adresse zu einem Konto, ist eine Mail unterwegs. Ihr Link gilt 15 Minuten lang.',
  },
  problems: {
    wrong: 'E-Mail-Adresse oder Passwort ist falsch.',
    locked:
      'Zu viele falsche Passwörter. Warte zehn Minuten oder wähle per Mail ein neues Passwort.',
    limited: 'Gerade zu viele Anmeldungen. Warte eine Minute.',
    unsafe: 'Dieser Server erwartet https. Öffne seine https-Adresse.',
    invited_only: 'Konten gibt es hier auf Einladung. Frag den Betreiber dieses Servers.',
  },
};
