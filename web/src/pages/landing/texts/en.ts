export type Texts = typeof texts;

export const texts = {
  title: 'Downbeat: live sessions, in step',
  description:
    'A bar your stream chat moves, timers on every screen, and videos watched together. Self-hosted and live.',
  product: 'Product',
  signIn: 'Sign in',
  headline: 'Chat decides.',
  headlineEnd: 'The bar moves.',
  lead: 'Ask your viewers anything. They type a word, and a bar on your stream moves, on every screen at the same instant.',
  begin: 'Continue with Twitch',
  open: 'Open your meter',
  clock: 'Start a chess clock',
  room: 'Create a room',
  preview: 'Preview with a simulated chat',
  streamer: 'streamer',
  question: 'Jump the gap? yes or no',
  labels: { for: 'Yes', against: 'No' },
  words: { for: 'yes', against: 'no' },
  you: 'you',
  typeYes: 'Type “yes”',
  typeNo: 'or “no”',
  hint: 'Preview with a simulated chat. Your chat here, once you sign in.',
  pause: 'Pause',
  noise: ['what a play', 'LUL', 'hi from Lagos', 'はい', 'audio is fine', '😂😂', 'yes please'],
  doors: {
    label: 'What you can do',
    api: {
      title: 'API',
      text: 'Create, control and read everything from your own programs. Every call has an example.',
      go: 'Read the docs',
    },
  },
  steps: {
    label: 'How it works',
    obs: 'One link for OBS',
    obsText: 'Paste it as a browser source, 800 × 100. Nothing else to install.',
    server: 'Your server',
    serverText: 'Downbeat runs on your machine, and keeps counting when parts of it fail.',
    free: 'Free software',
    freeText: 'MIT or Apache 2.0: use it, change it, host it for others.',
  },
};
