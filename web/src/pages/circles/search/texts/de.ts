import { things } from '../../../../kit/words/count';
import type { Texts } from './en';

export const texts: Texts = {
  title: 'Suche',
  field: 'Gesuchte Wörter',
  verb: 'Suchen',
  help: 'Gesucht wird in Kreisen, in allem Gesagten, das du lesen darfst, und nach Leuten. Alle Wörter müssen vorkommen; der Anfang eines Wortes genügt.',
  places: 'Wo gesucht wird',
  anything: 'Alles',
  only: { messages: 'Nachrichten', circles: 'Kreise', people: 'Leute' },
  all: { messages: 'Alle Nachrichten', circles: 'Alle Kreise', people: 'Alle Leute' },
  within: 'Im Kreis',
  oneCircle: 'ein Kreis',
  everywhere: 'Überall suchen',
  comment: 'Kommentar',
  found: (count, isMore) =>
    `${things(count, 'Treffer', 'Treffer')}${isMore ? ', und es gibt mehr' : ''}.`,
  tooLong: 'Höchstens 100 Zeichen und zehn Wörter.',
  none: 'Nichts gefunden',
  noneText:
    'Versuch es mit weniger oder anderen Wörtern. Was du nicht lesen darfst, wird nicht durchsucht.',
};
