export type Texts = typeof texts;

export const texts = {
  title: 'Friends',
  account: 'Friends need an account',
  accountText: 'Sign in to have friends here, and to see which room they are in.',
  signIn: 'Sign in with Twitch',
  ask: {
    label: 'Ask somebody to be your friend',
    placeholder: 'Their name at Twitch',
    help: 'You are friends once they say yes.',
    fault: 'A name has 1 to 100 characters.',
    go: 'Ask',
    asked: (login: string) => `If ${login} is known here, they are asked.`,
  },
  seen: 'Friends see which room I am in',
  seenHelp: 'Public rooms, and rooms in which they have a seat, too.',
  isSeen: 'Friends see where you are.',
  isUnseen: 'Nobody sees where you are.',
  groups: {
    asking: 'They ask you',
    friends: 'Your friends',
    asked: 'You asked them',
    blocked: 'Blocked',
  },
  none: 'No friends yet',
  noneText:
    'Ask somebody by their name at Twitch. You then see which room they are in, and a room can be for friends alone.',
  in: 'is in',
  join: 'Join',
  joinIn: (name: string, room: string) => `Join ${name} in ${room}`,
  here: 'in this room',
  verbs: {
    accept: 'Accept',
    decline: 'Decline',
    withdraw: 'Withdraw',
    end: 'End',
    block: 'Block',
    unblock: 'Unblock',
  },
  /** A button by itself, for whoever does not see beside whom it stands. */
  of: (verb: string, name: string) => `${verb}: ${name}`,
  done: {
    friends: (name: string) => `You and ${name} are friends.`,
    declined: (name: string) => `You said no to ${name}.`,
    withdrawn: (name: string) => `You no longer ask ${name}.`,
    ended: (name: string) => `You and ${name} are no longer friends.`,
    blocked: (name: string) => `${name} is blocked.`,
    unblocked: (name: string) => `${name} may ask you again.`,
  },
  ending: {
    title: (name: string) => `End the friendship with ${name}?`,
    text: 'They are not told. Neither of you sees where the other is any more, and your rooms for friends are closed to them.',
    verb: 'End',
  },
  blocking: {
    title: (name: string) => `Block ${name}?`,
    text: 'They are not told. What they ask of you does not reach you, they do not see where you are, and your rooms for friends are closed to them.',
    verb: 'Block',
  },
};
