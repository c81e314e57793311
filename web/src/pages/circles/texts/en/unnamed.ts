/** What is said without a name. */
export const unnamed = {
  unnamed: {
    somebody: 'Somebody',
    mine: 'Somebody (you)',
    mark: 'without a name',
    offer: 'Without my name',
    who: 'Nobody here sees who you are, moderators neither. Those who run this server can find out, with a reason that is put on record. What you write may still tell it.',
    noMedia: 'Voices and pictures tell who you are: without your name there are none.',
    restricted: 'A moderator lets you write nothing without your name, for a while.',
    settings: 'Members may write without their name. Moderators do not see it either',
    acts: {
      warn: 'Warn whoever wrote it, and hide it',
      restrict: 'Let whoever wrote it write nothing without their name for a while, and hide it',
    },
    unseen:
      'Nobody here learns who wrote it. It counts towards no other warning, and nobody is banned without a name: for that, hand it to those who run this server.',
    appeals: 'Whoever wrote it appeals',
    decided: 'You write nothing without your name',
    about:
      'About what you wrote without your name. Whoever looks at an appeal does not learn who you are.',
  },
};
