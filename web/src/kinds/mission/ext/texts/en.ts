export type Texts = typeof texts;

export const texts = {
  you: 'You',
  close: 'Close',
  closed: 'Closed',
  retrying: 'Trying again.',
  again: 'Try again',
  unread: 'The camp could not be loaded',
  noCamp: 'No camp here yet',
  noCampText: 'This streamer has no camp. Come back later.',
  notSetUp: 'Not set up yet',
  notSetUpText: 'The streamer still has to say where their server is.',
  strangerTitle: 'Send somebody out',
  stranger: 'Sign in to Twitch to have a survivor of your own. Until then you can read along.',
  share: 'Share who you are to meet your survivor on the web page, too.',
  shareVerb: 'Share identity',
  choose:
    'You have a survivor here and one in your account. Which one lives on? The other retires.',
  keep: (name: string, level: number) => `${name}, level ${level}`,
  config: {
    title: 'Downbeat',
    text: 'Viewers send survivors on expeditions from your channel. The extension shows what your Downbeat server tells.',
    address: 'Address of your Downbeat server',
    help: 'As in your browser, beginning with https://',
    fault: 'an address that begins with https://',
    save: 'Save',
    test: 'Test the connection',
    works: 'The server answers, and your camp is there.',
    noCamp: 'The server answers. Create your camp there next.',
    desk: 'Open your camp',
  },
};
