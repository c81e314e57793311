import type { Texts } from './en';

export const texts: Texts = {
  title: 'Was der Chat sagt',
  stale: 'Die Anzeige ist vielleicht nicht aktuell.',
  question: 'Frage',
  example: 'Über die Schlucht springen?',
  choices: 'Antworten, eine pro Zeile',
  choicesHelp: 'Der Chat antwortet mit ihren Nummern. Leer heißt: Es geht um die zwei Seiten.',
  duration: 'Dauer',
  open: 'Bis jemand stoppt',
  lasts: (seconds) => (seconds < 120 ? `${seconds} s` : `${seconds / 60} min`),
  start: 'Runde starten',
  stop: 'Stoppen und Ergebnis zeigen',
  longer: (seconds) => `+${seconds} s`,
  cancel: 'Runde abbrechen',
  cancelSure: 'Wirklich abbrechen? Nichts wird gespeichert.',
  refused: {
    round_running: 'Es läuft schon eine Runde.',
    no_round: 'Die Runde ist vorbei.',
    forbidden: 'Dieser Link darf das nicht.',
    limited: 'Zu viel auf einmal. Versuch es gleich noch einmal.',
    lost: 'Keine Verbindung. Versuch es noch einmal.',
  },
};
