import type { Texts } from './en';

export const texts: Texts = {
  enter: 'Gib den Code ein',
  enterText: 'Wer dich einlädt, zeigt ihn auf einem Bildschirm.',
  code: 'Beitrittscode',
  join: 'Mitmachen',
  pick: 'Wähl deinen Platz',
  untitled: 'Ohne Titel',
  any: 'Irgendein freier Platz',
  taken: 'Vergeben',
  takenNow: 'Der Platz ist gerade weg. Nimm einen anderen.',
  full: 'Alle Plätze sind vergeben.',
  back: 'Zurück zu deinem Platz',
  unknown: 'Dieser Code öffnet nichts. Prüf ihn, oder frag nach einem neuen.',
  limited: 'Zu viele Versuche. Warte eine Minute und versuch es noch einmal.',
  unread: 'Das hat nicht geklappt. Versuch es noch einmal.',
};
