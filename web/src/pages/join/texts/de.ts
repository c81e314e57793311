import type { Texts } from './en';

export const texts: Texts = {
  lost: (time) => `Keine Verbindung seit ${time}.`,
  retrying: 'Neuer Versuch läuft.',
  clocks: 'Die Uhren laufen weiter.',
  remembered: 'So war es zuletzt.',
  over: {
    unreadable: {
      headline: 'Dieser Link ist unvollständig.',
      next: 'Ein Teil fehlt, vielleicht das Stück nach dem #. Kopier den ganzen Link oder scann den Code noch einmal.',
    },
    expired: {
      headline: 'Dieser Link ist abgelaufen.',
      next: 'Er wurde zurückgesetzt oder gelöscht. Frag die Person, die ihn dir geschickt hat, nach einem neuen.',
    },
    ended: {
      headline: 'Diese Session ist zu Ende.',
      next: 'Sie wurde gelöscht. Du kannst diese Seite schließen.',
    },
    foreign: {
      headline: 'Diese Seite kann die Session nicht zeigen.',
      next: 'Öffne den Link direkt, nicht in einer anderen Seite.',
    },
    closed: (code) => ({
      headline: 'Der Server hat diese Seite geschlossen.',
      next: `Code ${code}. Lade neu, um es noch einmal zu versuchen, oder frag nach einem neuen Link.`,
    }),
  },
};
