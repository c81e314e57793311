import type { Texts } from './en';

export const texts: Texts = {
  met: {
    title: 'Du hast das auch anderswo geschrieben',
    text: 'Zwei Texte trafen aufeinander. Beide sind gesichert.',
    yours: 'Hier getippt',
    theirs: 'Von der anderen Seite',
    both: 'Beide behalten',
    mine: 'Diesen behalten',
    other: 'Den anderen behalten',
    kept: 'Der andere Text ist bei deinen Entwürfen.',
  },
  elsewhere: {
    text: 'Dieser Entwurf geht in einem anderen Tab oder auf einem anderen Gerät weiter. Was du hier tippst, bleibt daneben stehen und überschreibt nichts.',
    take: 'Den neueren Text zeigen',
  },
  leave: {
    title: 'Einige Texte sind nicht gesendet',
    text: (count, first) =>
      `${count === 1 ? 'Ein Text ist' : `${count} Texte sind`} nur auf diesem Gerät: ${first}. Wenn du dich abmeldest, wird gelöscht, was hier liegt.`,
    verb: 'Abmelden und löschen',
    whats: {
      entry: 'Tagebucheintrag',
      answer: 'Antwort auf eine Frage',
      mood: 'Notiz zu einer Stimmung',
      message: 'Nachricht',
      comment: 'Kommentar',
      edit: 'Änderung',
    },
    named: (what, words) => (words ? `${what} „${words}“` : what),
    more: 'und andere',
  },
};
