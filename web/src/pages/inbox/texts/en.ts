import { things } from '../../../kit/words/count';

export type Texts = typeof texts;

/** Whoever did something, in words, and whether they are several. */
export type Who = { said: string; areMany: boolean };

type Patterns = readonly (readonly [RegExp, string])[];

const to = (circle: string | null) => circle ?? 'a circle';

export const texts = {
  views: { settings: 'Settings' },
  nowhere: 'Go to your inbox',
  out: {
    title: 'Your inbox',
    text: 'Sign in to read what others answered you, and who invites you.',
    signIn: 'Sign in',
  },
  list: {
    shown: 'Which notices',
    all: 'All',
    unread: 'Unread',
    isUnread: 'Unread:',
    today: 'Today',
    yesterday: 'Yesterday',
    readAll: 'Mark all as read',
    allRead: 'All read.',
    isNew: 'Show what is new',
    older: 'Show older',
    none: {
      all: 'Nothing here yet',
      unread: 'You have read everything',
    },
    noneText: {
      all: 'When somebody answers you, reacts to what you said or invites you, it shows up here.',
      unread: 'Nothing waits for you. Enjoy the quiet.',
    },
  },
  who: {
    somebody: 'Somebody',
    both: (one: string, other: string) => `${one} and ${other}`,
    others: (one: string, count: number) => `${one} and ${things(count, 'other', 'others')}`,
    people: (count: number) => things(count, 'person', 'people'),
  },
  said: {
    within: (circle: string) => ` in ${circle}`,
    reacted: (who: Who, where: string) => `${who.said} reacted to your message${where}`,
    reactedComment: (who: Who, where: string) => `${who.said} reacted to your comment${where}`,
    commented: (who: Who, where: string) => `${who.said} commented on your message${where}`,
    answered: (who: Who, where: string) => `${who.said} answered your comment${where}`,
    invited: (circle: string | null) => `You are invited to ${to(circle)}`,
    invitedBy: (name: string, circle: string | null) => `${name} invited you to ${to(circle)}`,
    ask: (who: Who, circle: string | null) =>
      `${who.said} ${who.areMany ? 'ask' : 'asks'} to join ${to(circle)}`,
    asked: (circle: string | null) => `Nobody waits any more to join ${to(circle)}`,
    waiting: (count: number, where: string) =>
      count === 0
        ? `Nothing waits for a moderator any more${where}`
        : count === 1
          ? `Something waits for a moderator${where}`
          : `${count} things wait for a moderator${where}`,
    remind: 'Time to write',
    something: 'Something happened',
  },
  /** Of what was said without a name nobody is named who did something to it, either. */
  unnamed: {
    reacted: (count: number, where: string) =>
      `${things(count, 'person', 'people')} reacted to what you wrote without your name${where}`,
    commented: (count: number, where: string) =>
      `${things(count, 'person', 'people')} commented on what you wrote without your name${where}`,
    restrict: (until: string | null) =>
      `a moderator lets you write nothing without your name${until === null ? '' : ` until ${until}`}`,
  },
  week: {
    quiet: 'Your week: a quiet one',
    said: (parts: string) => `Your week: ${parts}`,
    days: (count: number) => `${things(count, 'day', 'days')} written`,
    messages: (count: number) => things(count, 'message', 'messages'),
    reactions: (count: number) => things(count, 'reaction', 'reactions'),
    comments: (count: number) => things(count, 'comment', 'comments'),
    got: (what: string) => `${what} received`,
  },
  decided: {
    of: (circle: string | null, what: string) => `${circle ?? 'A circle'}: ${what}`,
    rule: (number: number) => ` (rule ${number})`,
    other: 'something changed for you',
    plain: {
      warn: 'a moderator warned you, and hid what you wrote',
      hide: 'a moderator hid what you wrote',
      remove: 'a moderator removed what you wrote',
      let_in: 'you were let in',
      refused: 'your request to join was declined',
      offered: 'its owner offers you the circle. Take it within seven days',
      report_closed: 'what you reported was looked at, thank you',
      appeal_upheld: 'your appeal was looked at, and the decision stays',
      appeal_overturned: 'your appeal was looked at, and the decision was taken back',
    },
    restrict: 'a moderator lets you read only, for a while',
    restrictUntil: (when: string) => `a moderator lets you read only, until ${when}`,
    ban: 'you are banned for good',
    banUntil: (when: string) => `you are banned until ${when}`,
    role: {
      member: 'you are a member now',
      moderator: 'you are a moderator now',
      admin: 'you are an administrator now',
      owner: 'you are its owner now',
    },
  },
  settings: {
    title: 'How you are told',
    lead: 'Your inbox shows everything. Choose here what reaches you beyond it, and when.',
    mail: 'Mail',
    mails: { off: 'None', instantly: 'At once', daily: 'Once a day', weekly: 'Once a week' },
    noAddress: 'Mail needs an address that you confirmed.',
    toAccount: 'Add one to your account',
    noMail: 'This server sends no mail. Everything is in your inbox.',
    types: 'Tell me about',
    typesHelp: 'By mail and on your devices. What is not ticked is in your inbox all the same.',
    devices: 'Devices',
    pushed: 'Tell me on my devices about',
    pushedHelp: 'At once, on each device that you turned on below.',
    type: {
      message_reaction: 'Reactions to what I said',
      message_comment: 'Comments and answers',
      circle_invitation: 'Invitations to circles',
      circle_join_request: 'Requests to join, where I let people in',
      circle_waiting: 'What waits for a moderator, where I am one',
      system: 'Decisions of moderators',
      daily_reminder: 'My reminder to write',
      weekly_summary: 'The summary of my week',
    },
    quiet: 'Quiet hours',
    isQuiet: 'Tell me nothing at night, or whenever I want quiet',
    from: 'From',
    until: 'Until',
    quietHelp: 'Whatever comes waits until they are over. They may go over midnight.',
    made: 'From your journal and your circles',
    isReminded: 'Remind me each day to write',
    reminder: 'Remind me at',
    weekly: 'Sum up my week',
    weeklyHelp: 'Days you wrote, what you said, and what came back.',
    zone: 'Time zone',
    zoneHelp: 'By its clock your days, weeks and quiet hours begin.',
    useOwn: (zone: string) => `Use ${zone}, as this device does`,
    language: 'Language of what you are told',
    noTime: 'Choose a time',
    save: 'Save',
    saved: 'Saved.',
  },
  devices: {
    title: 'On your devices',
    here: 'On this device',
    can: {
      able: 'Says who did what, and nothing of what was written. Ends when you sign out.',
      unable:
        'This browser cannot be told. On an iPhone or iPad, add this page to the home screen first.',
      denied:
        'Your browser forbids it. Allow notifications for this site in its settings, then reload.',
    },
    off: 'This server sends nothing to devices. Everything is in your inbox.',
    all: 'Devices you are told on',
    isThis: '(this one)',
    since: 'since',
    isOld: 'told again once you open your inbox there',
    remove: 'Remove',
    removeOne: (name: string) => `Remove ${name}`,
    isOn: 'You are told on this device.',
    removed: (name: string) => `${name} is told nothing any more.`,
    reading: 'Looking for your devices',
    again: 'Try again',
  },
  /** What the server finds wrong with a field, where this language needs other words. */
  faults: [[/^must/, 'Must']] as Patterns,
};
