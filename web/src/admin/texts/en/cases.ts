import { things } from '../../../kit/words/count';

type Words = Readonly<Record<string, string>>;

/** What the house decides in circles. */
export const cases = {
  none: 'Nothing waits',
  noneText:
    'Cases that moderators of a circle give away, or leave for three days, and appeals against what was decided here.',
  circle: 'Circle',
  what: 'What was said',
  who: 'By',
  reports: 'Reports',
  since: 'Waits',
  appeals: 'Appeals against decisions made here',
  cases: 'Cases',
  one: 'Case of a circle',
  appealOne: 'Appeal against a decision made here',
  gone: 'somebody who is gone',
  unnamed: 'somebody without a name',
  unsealed: 'Who said it',
  unseal:
    'Nobody in the circle learns it. That you asked is put on record, with your reason, and so is when.',
  why: 'Why you have to know',
  unsealVerb: 'Find out',
  removed: 'Its text is gone.',
  claimed: (name: string) => `${name} of the circle looks at it.`,
  counted: (count: number) => things(count, 'report', 'reports'),
  act: 'Decision',
  acts: {
    keep: 'Keep: show it, whatever is said against it',
    dismiss: 'Dismiss: nothing is to be done',
    hide: 'Hide it',
    remove: 'Remove it',
    warn: 'Warn its author, and hide it',
    restrict: 'Let its author read only, and hide it',
    ban: 'Ban its author, and hide it',
    note: 'Only add a note; it stays open',
  } as Words,
  next: {
    warn: 'It is their first warning in 90 days.',
    restrict_day: 'A second warning in 90 days: they read only, for a day.',
    restrict_week: 'A third warning in 90 days: they read only, for a week.',
    ban: 'A fourth warning in 90 days: they are banned for good.',
  },
  days: 'For how many days (0 for good)',
  rule: 'Rule',
  noRule: 'None of the rules',
  told: 'Its author reads it.',
  decide: 'Decide',
  decided: 'Decided.',
  decision: 'What was decided',
  said: 'What they say against it',
  uphold: 'Leave it as it is',
  overturn: 'Take it back',
  judged: 'Decided. They are told.',
};
