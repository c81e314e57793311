import { things } from '../../../../kit/words/count';
import type { keeping as en } from '../en/keeping';

export const keeping: typeof en = {
  wordList: {
    title: 'Wörter',
    help: 'Ein Wort oder eine Wendung je Zeile, zusammen höchstens 200. Gesucht werden ganze Wörter, groß oder klein. Was Moderatoren schreiben, wird nur mit der letzten Liste verglichen.',
    acts: { note: 'Zeigen und prüfen', hold: 'Zurückhalten', block: 'Nicht zulassen' },
    actsHelp: {
      note: 'Es erscheint, und du findest es unter „Zu prüfen“.',
      hold: 'Eine Nachricht wartet auf einen Moderator. Ein Kommentar oder eine Änderung wird abgelehnt.',
      block: 'Es wird abgelehnt, von wem auch immer es kommt.',
    },
    saved: 'Gespeichert.',
    wrong: 'Ein Wort hat höchstens 60 Zeichen, und es sind höchstens 200.',
    review: 'Darin ist ein Wort, auf das ihr achtet',
  },
  daily: {
    title: 'Nachrichten des Tages',
    help: 'Sie wechseln sich ab, eine am Tag, und erscheinen in deinem Namen. Solange der Kreis eingefroren ist, erscheint keine.',
    at: (zone) => `Uhrzeit (${zone})`,
    text: (place) => `Nachricht ${place}`,
    add: 'Nachricht hinzufügen',
    drop: (place) => `Nachricht ${place} entfernen`,
    next: 'Die nächste erscheint',
    rests:
      'Es erscheint keine: Wer sie eingerichtet hat, darf es nicht mehr. Speichere sie, damit sie in deinem Namen erscheinen.',
    saved: 'Gespeichert.',
    mark: 'Nachricht des Tages',
  },
  later: {
    open: 'Später senden',
    at: 'Senden um',
    now: 'Doch gleich senden',
    send: 'Planen',
    kept: 'Geplant.',
    scheduled: (count) => things(count, 'geplante Nachricht', 'geplante Nachrichten'),
    drop: 'Zurücknehmen',
    dropAt: (when) => `Nachricht von ${when} zurücknehmen`,
    dropped: 'Sie erscheint nicht.',
  },
  statistics: {
    help: 'Wie viele, nie wer. Nur du siehst das.',
    span: 'Welche Tage',
    days: (count) => `Letzte ${count} Tage`,
    members: 'Mitglieder',
    active: 'Aktive Leute',
    messages: 'Nachrichten',
    day: 'Tag',
    figures: 'In Zahlen',
    said: (title, last, most) => `${title} nach Tagen: heute ${last}, höchstens ${most}.`,
    answers: 'Nachrichten, auf die andere innerhalb eines Tages antworteten oder reagierten',
    returned: 'Aktive der Vorwoche, die diese Woche wiederkamen',
    share: (percent, count, of) => `${percent} % (${count} von ${of})`,
    none: 'Zu wenige, um es zu sagen',
    tooFew: 'Zu wenige Leute',
    tooFewText: 'Von einem Kreis mit weniger als fünf Mitgliedern wird nichts gezählt.',
  },
};
