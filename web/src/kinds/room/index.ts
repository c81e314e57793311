import type { KindIndex } from '../kind';

export const room: KindIndex = {
  root: '/room',
  title: { en: 'Rooms', de: 'Räume' },
  door: {
    text: {
      en: 'Watch a video with friends, on one picture for everybody: files, streams, YouTube, your own copy. Chat and talk beside it. No account needed.',
      de: 'Schau mit Freunden ein Video, für alle auf demselben Bild: Dateien, Streams, YouTube, deine eigene Kopie. Daneben wird geschrieben und geredet. Ganz ohne Konto.',
    },
    go: { en: 'Open rooms', de: 'Zu den Räumen' },
  },
  links: [
    { title: { en: 'Rooms', de: 'Räume' }, path: '/room' },
    { title: { en: 'Friends', de: 'Freunde' }, path: '/room/me/friends' },
    { title: { en: 'History', de: 'Verlauf' }, path: '/room/me/history' },
  ],
  free: [
    { title: { en: 'New room without an account', de: 'Neuer Raum ohne Konto' }, path: '/room' },
  ],
};
