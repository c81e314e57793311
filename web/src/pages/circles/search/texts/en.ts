import { things } from '../../../../kit/words/count';

export type Texts = typeof texts;

export const texts = {
  title: 'Search',
  field: 'Words to look for',
  verb: 'Search',
  help: 'It looks in circles, in what is said where you may read it, and for people. All words have to be there; the beginning of a word is enough.',
  places: 'Where to look',
  anything: 'Everything',
  only: { messages: 'Messages', circles: 'Circles', people: 'People' },
  all: { messages: 'All messages', circles: 'All circles', people: 'All people' },
  within: 'In',
  oneCircle: 'one circle',
  everywhere: 'Search everywhere',
  comment: 'Comment',
  found: (count: number, isMore: boolean) =>
    `${things(count, 'result', 'results')}${isMore ? ', and there are more' : ''}.`,
  tooLong: '100 characters and ten words at most.',
  none: 'Nothing found',
  noneText: 'Try fewer words, or other ones. What you may not read is not looked through.',
};
