import { things } from '../../../../kit/words/count';

/** Words that a circle looks out for, what it says by the clock, and what is counted of it. */
export const keeping = {
  wordList: {
    title: 'Words',
    help: 'One word or phrase a line, 200 in all. Whole words are looked for, in whatever case. What moderators say is only checked for the last list.',
    acts: { note: 'Show, and review', hold: 'Hold', block: 'Do not say' },
    actsHelp: {
      note: 'It is shown, and you find it under “To review”.',
      hold: 'A message waits for a moderator. A comment or an edit is refused.',
      block: 'It is refused, whoever says it.',
    },
    saved: 'Saved.',
    wrong: 'A word has 60 characters at most, and there are 200 at most.',
    review: 'It has a word that you look out for',
  },
  daily: {
    title: 'Messages of the day',
    help: 'They take turns, one a day, and are said for you. Nothing is said while the circle is frozen.',
    at: (zone: string) => `Time (${zone})`,
    text: (place: number) => `Message ${place}`,
    add: 'Add a message',
    drop: (place: number) => `Remove message ${place}`,
    next: 'The next one is said',
    rests:
      'None is said: whoever set them may not say them any more. Save them to have them said for you.',
    saved: 'Saved.',
    mark: 'Message of the day',
  },
  later: {
    open: 'Send later',
    at: 'Send at',
    now: 'Send now instead',
    send: 'Schedule',
    kept: 'Scheduled.',
    scheduled: (count: number) => things(count, 'scheduled message', 'scheduled messages'),
    drop: 'Take back',
    dropAt: (when: string) => `Take back the message of ${when}`,
    dropped: 'It is not said.',
  },
  statistics: {
    help: 'How many, never who. Only you see this.',
    span: 'Which days',
    days: (count: number) => `Last ${count} days`,
    members: 'Members',
    active: 'Active people',
    messages: 'Messages',
    day: 'Day',
    figures: 'In figures',
    said: (title: string, last: string, most: string) =>
      `${title} by day: ${last} today, ${most} at most.`,
    answers: 'Messages that others answered or reacted to within a day',
    returned: 'Active people of the week before who came back this week',
    share: (percent: number, count: number, of: number) => `${percent} % (${count} of ${of})`,
    none: 'Too few to tell',
    tooFew: 'Too few people',
    tooFewText: 'Nothing is counted of a circle with less than five members.',
  },
};
