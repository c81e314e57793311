export type Texts = typeof texts;

export const texts = {
  signIn: 'Sign in with Twitch',
  out: {
    title: 'Sign in to see this',
    text: 'With your Twitch account you see what happens here, and take part. Nothing is posted in your name.',
  },
  notFound: 'Page not found',
  home: 'Go to the start page',
};
