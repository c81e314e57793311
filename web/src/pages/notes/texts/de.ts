import type { Texts } from './en';

export const texts: Texts = {
  product: 'Produkt',
  again: 'Noch einmal versuchen',
  back: 'Zur Startseite',
  signIn: 'Weiter mit Twitch',
  operator: 'Für den Betreiber dieses Servers',
  login: {
    title: 'Anmelden: Downbeat',
    refused: 'Anmeldung abgebrochen.',
    refusedText: 'Es wurde nichts gespeichert.',
    state: 'Diese Anmeldung ist abgelaufen.',
    stateText:
      'Sie hat zu lange gedauert, wurde schon benutzt oder in einem anderen Browser begonnen. Versuch es noch einmal und bleib in diesem Browser.',
    away: 'Twitch ist nicht erreichbar.',
    awayText: 'Twitch hat nicht geantwortet. Warte einen Moment und versuch es noch einmal.',
    unset: 'Die Anmeldung ist noch nicht eingerichtet.',
    unsetText:
      'Dieser Server hat keine Twitch-Anwendung. Registrier eine auf dev.twitch.tv, setz beide Werte und starte die API neu.',
    busy: 'Gerade zu viele Anmeldungen.',
    busyText: 'Warte eine Minute und versuch es noch einmal.',
    unsafe: 'Unter dieser Adresse kannst du dich nicht anmelden.',
    unsafeText:
      'Dieser Server erwartet https, aber du bist über http gekommen. Öffne seine https-Adresse.',
    unsafeHint:
      'ist die Adresse dieses Servers. Beginnt sie mit http (zum Ausprobieren oder im Heimnetz), klappt die Anmeldung über http.',
    none: 'Bei Downbeat anmelden',
    noneText: 'Du meldest dich mit Twitch an. Downbeat will nur als Bot in deinen Chat.',
  },
  link: {
    title: 'Anmelden: Downbeat',
    headline: 'Anmelden als',
    text: 'Dieser Link meldet diesen Browser unter diesem Namen an. Ist es nicht deiner oder hast du den Link nicht verlangt, schließ diese Seite.',
    signIn: 'Anmelden',
  },
  used: {
    title: 'Dieser Link gilt nicht mehr: Downbeat',
    headline: 'Dieser Link gilt nicht mehr.',
    text: 'Ein Anmeldelink gilt nur kurz, und meist nur einmal. Frag den Betreiber dieses Servers nach einem neuen; dieser Befehl erstellt ihn:',
  },
  unsubscribe: {
    title: 'Mails zu Benachrichtigungen: Downbeat',
    asked: 'Keine Mails zu Benachrichtigungen mehr?',
    askedText: 'In deinem Eingang steht weiter alles. Mails zu deinem Konto kommen noch.',
    do: 'Diese Mails abstellen',
    settings: 'Einstellungen',
    done: 'Keine Mails zu Benachrichtigungen mehr.',
    doneText:
      'In deinem Eingang steht weiter alles. In seinen Einstellungen schaltest du Mails wieder ein.',
    unknown: 'Dieser Link stellt keine Mails ab.',
    unknownText: 'Vielleicht ist er abgeschnitten oder das Konto gibt es nicht mehr.',
  },
  mail: {
    title: 'Dein Konto: Downbeat',
    verify: 'Konto fertig anlegen?',
    verifyText: 'Drück den Knopf, und du hast ein Konto mit dieser Adresse:',
    verifyDo: 'Konto anlegen',
    change: 'Diese Adresse verwenden?',
    changeText: 'Drück den Knopf, und du meldest dich künftig mit dieser Adresse an:',
    changeDo: 'Adresse verwenden',
    recover: 'Neues Passwort wählen',
    recoverText: 'Überall sonst wirst du abgemeldet. Es gilt für das Konto von',
    recoverDo: 'Speichern und anmelden',
    invite: 'Konto anlegen',
    inviteText:
      'Der Betreiber dieses Servers lädt dich ein. Du meldest dich mit dieser Adresse an:',
    inviteDo: 'Konto erstellen',
    name: 'Dein Name',
    nameHelp: 'Den sehen andere, bis zu 60 Zeichen.',
    badName: 'Wähle einen anderen Namen: 1 bis 60 Zeichen, und keinen, der für das System steht.',
    password: 'Passwort',
    passwordHelp: 'Mehrere Wörter ergeben ein gutes. Bis zu 100 Zeichen.',
    weak: 'Dieses Passwort ist zu leicht zu erraten. Nimm mehrere Wörter oder mehr Zeichen.',
    usedText:
      'Ein Link in einer Mail gilt einmal und 15 Minuten lang. Lass dir bei der Anmeldung einen neuen schicken.',
    again: 'Zur Anmeldung',
  },
  missing: {
    title: 'Seite nicht gefunden: Downbeat',
    headline: 'Seite nicht gefunden.',
    text: 'Die Adresse stimmt nicht, oder die Seite ist umgezogen.',
  },
};
