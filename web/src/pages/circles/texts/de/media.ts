import type { media as en } from '../en/media';

export const media: typeof en = {
  media: {
    attach: 'Anhängen',
    choose: 'Bilder oder eine Aufnahme',
    record: 'Aufnehmen',
    recording: 'Aufnahme läuft',
    stop: 'Fertig',
    attached: 'Angehängt',
    describe: (place: number) => `Was Bild ${place} zeigt`,
    describeHint: 'Was es zeigt, für alle, die es nicht sehen',
    remove: 'Entfernen',
    drop: (place: number) => `Anhang ${place} entfernen`,
    sending: (name: string) => `${name} wird gesendet`,
    again: 'Noch einmal',
    waits: 'Ein Anhang ist nicht angekommen. Sende ihn noch einmal oder entferne ihn.',
    picture: 'Bild',
    recordingOf: (time: string) => `Aufnahme, ${time}`,
    whole: 'Für sich öffnen',
    close: 'Schließen',
    notLater: 'Was später gesendet wird, hat keine Bilder und keine Aufnahme.',
    microphone: {
      denied:
        'Dein Browser lässt diese Seite nicht ans Mikrofon. Erlaube es und versuch es noch einmal.',
      missing: 'Kein Mikrofon gefunden.',
    },
    refused: {
      unsupported_media_type:
        'Es gehen PNG, JPEG, WebP und GIF, und Ton als WebM, Ogg, MP4 und MP3.',
      too_large: 'Ein Bild hat höchstens 5 MB, eine Aufnahme 2 MB.',
      too_many: 'Eine Nachricht hat vier Bilder oder eine Aufnahme.',
      too_many_pixels: 'Dieses Bild hat zu viele Bildpunkte: höchstens 24 Millionen.',
      too_long: 'Eine Aufnahme dauert höchstens zwei Minuten.',
      broken: 'Diese Datei lässt sich nicht lesen.',
      full: 'Du hast 100 MB Bilder und Aufnahmen, mehr geht nicht. Entferne Nachrichten, die welche haben.',
      unavailable: 'Der Server ist mit anderen Bildern beschäftigt. Versuch es noch einmal.',
    },
  },
};
