import type { Texts } from './en';

export const texts: Texts = {
  title: 'Lager',
  stale: 'Was du siehst, ist vielleicht veraltet.',
  open: (out) => `Geöffnet, ${out}.`,
  closed: 'Geschlossen. Niemand kann losziehen.',
  nothing: 'Noch ist nichts passiert. Sobald jemand unterwegs ist, erscheinen hier Zeilen.',
  close: 'Lager schließen',
  closeSure:
    'Das Lager schließen? Bis es wieder öffnet, kann niemand losziehen. Wer unterwegs ist, kommt heim.',
  reopen: 'Lager öffnen',
  lobbies: 'Wartende Gruppen',
  noLobby: 'Keine Gruppe wartet.',
  lobby: (host, seats, most) => `${host}: ${seats} von ${most}`,
  reset: 'Auflösen',
  resetSure: 'Diese Gruppe auflösen? Alle darin können einer anderen beitreten.',
  names: 'Namen',
  nobody: 'Noch niemand da.',
  address: 'Seite oder ID des Überlebenden',
  noAddress: 'Das ist keine Adresse eines Überlebenden. Kopiere sie von der Seite.',
  hide: 'Namen verbergen',
  hidden: 'Verborgene Namen',
  noneHidden: 'Kein Name ist verborgen.',
  show: 'Namen zeigen',
  refused: {
    forbidden: 'Dieser Link darf das nicht.',
    limited: 'Zu viele Anfragen. Warte einen Moment.',
    unavailable: 'Der Server kann gerade nicht antworten. Versuch es noch einmal.',
    unanswered:
      'Der Server hat nicht geantwortet. Sieh nach, was passiert ist, bevor du es noch einmal versuchst.',
    wrong_status: 'Das ist schon so.',
  },
};
