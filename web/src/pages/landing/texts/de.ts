import type { Texts } from './en';

export const texts: Texts = {
  title: 'Downbeat: live und im Takt',
  description:
    'Ein Balken, den dein Chat bewegt, Timer auf jedem Bildschirm, und Videos, die man zusammen schaut. Live und auf deinem Server.',
  product: 'Produkt',
  signIn: 'Anmelden',
  headline: 'Der Chat entscheidet.',
  headlineEnd: 'Der Balken zieht mit.',
  lead: 'Frag deine Zuschauer, was du willst. Sie tippen ein Wort, und ein Balken in deinem Stream bewegt sich, auf jedem Bildschirm im selben Moment.',
  begin: 'Weiter mit Twitch',
  open: 'Dein Meter öffnen',
  clock: 'Schachuhr starten',
  room: 'Raum erstellen',
  preview: 'Vorschau mit simuliertem Chat',
  streamer: 'streamer',
  question: 'Springen? ja oder nein',
  labels: { for: 'Ja', against: 'Nein' },
  words: { for: 'ja', against: 'nein' },
  you: 'du',
  typeYes: '„ja“ tippen',
  typeNo: 'oder „nein“',
  hint: 'Vorschau mit simuliertem Chat. Nach dem Anmelden ist hier deiner.',
  pause: 'Pause',
  noise: ['stark', 'LUL', 'Grüße aus Köln', 'はい', 'Ton passt', '😂😂', 'bitte ja'],
  doors: {
    label: 'Was du machen kannst',
    api: {
      title: 'API',
      text: 'Leg alles mit eigenen Programmen an, steuere und lies es. Zu jedem Aufruf gibt es ein Beispiel.',
      go: 'Zur Doku',
    },
  },
  steps: {
    label: 'So funktioniert es',
    obs: 'Ein Link für OBS',
    obsText: 'Füg ihn als Browserquelle ein, 800 × 100. Mehr musst du nicht installieren.',
    server: 'Dein Server',
    serverText: 'Downbeat läuft auf deiner Maschine und zählt weiter, wenn Teile ausfallen.',
    free: 'Freie Software',
    freeText: 'MIT oder Apache 2.0: benutzen, ändern, für andere hosten.',
  },
};
