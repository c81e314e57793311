import type { Texts } from './en';

export const texts: Texts = {
  you: 'Du',
  close: 'Schließen',
  closed: 'Geschlossen',
  retrying: 'Neuer Versuch läuft.',
  again: 'Noch einmal',
  unread: 'Das Lager konnte nicht geladen werden',
  noCamp: 'Hier ist noch kein Lager',
  noCampText: 'Auf diesem Kanal gibt es kein Lager. Schau später wieder vorbei.',
  notSetUp: 'Noch nicht eingerichtet',
  notSetUpText: 'Auf diesem Kanal fehlt noch die Adresse des Servers.',
  strangerTitle: 'Schick jemanden los',
  stranger:
    'Melde dich bei Twitch an, dann hast du einen eigenen Überlebenden. Bis dahin kannst du mitlesen.',
  share: 'Teile, wer du bist, dann triffst du deinen Überlebenden auch auf der Webseite.',
  shareVerb: 'Identität teilen',
  choose:
    'Du hast hier einen Überlebenden und einen in deinem Konto. Welcher lebt weiter? Der andere geht in den Ruhestand.',
  keep: (name, level) => `${name}, Stufe ${level}`,
  config: {
    title: 'Downbeat',
    text: 'Zuschauer schicken von deinem Kanal aus Überlebende auf Expeditionen. Die Extension zeigt, was dein Downbeat-Server erzählt.',
    address: 'Adresse deines Downbeat-Servers',
    help: 'Wie im Browser, mit https:// am Anfang',
    fault: 'eine Adresse, die mit https:// anfängt',
    save: 'Speichern',
    test: 'Verbindung prüfen',
    works: 'Der Server antwortet, und dein Lager ist da.',
    noCamp: 'Der Server antwortet. Lege dort als Nächstes dein Lager an.',
    desk: 'Dein Lager öffnen',
  },
};
