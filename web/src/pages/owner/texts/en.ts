export type Texts = typeof texts;

export const texts = {
  unopened: 'Your pages cannot be opened',
  again: 'Try again',
  notFound: 'Not found',
  home: 'Go to your dashboard',
  out: {
    title: 'You are signed out',
    text: 'Everything you started keeps running. Sign in to control it or to create something new.',
  },
  stranger: {
    title: 'Sign in to Downbeat',
    text: 'Sign in to set up your meter and your timers.',
  },
  signIn: 'Continue with Twitch',
  byMail: 'Sign in by e-mail',
  back: 'Back to start',
};
