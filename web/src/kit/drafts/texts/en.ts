export type Texts = typeof texts;

export const texts = {
  met: {
    title: 'You wrote this elsewhere, too',
    text: 'Two texts met. Both are kept.',
    yours: 'Typed here',
    theirs: 'From the other page',
    both: 'Keep both',
    mine: 'Keep this one',
    other: 'Keep the other',
    kept: 'The other text is among your drafts.',
  },
  elsewhere: {
    text: 'This draft goes on in another tab or on another device. What you type here is kept beside it, never over it.',
    take: 'Show the newer text',
  },
  leave: {
    title: 'Some texts are not sent',
    text: (count: number, first: string) =>
      `${count === 1 ? 'One text is' : `${count} texts are`} only on this device: ${first}. Signing out deletes what is kept here.`,
    verb: 'Sign out and delete',
    whats: {
      entry: 'journal entry',
      answer: 'answer to a prompt',
      mood: 'note on a mood',
      message: 'message',
      comment: 'comment',
      edit: 'edit',
    },
    named: (what: string, words: string) => (words ? `${what} “${words}”` : what),
    more: 'and others',
  },
};
