import { isolated } from '../../../../kit/words/isolated';
import type { Activity } from '../live/activity';
import { t } from '../texts';
import { placeText } from './place';

/** In a sentence, whose names and titles may run the other way. */
export function activityText(activity: Activity): string {
  const said = t.activity;
  const who = 'who' in activity && activity.who !== null ? isolated(activity.who) : t.somebody;
  switch (activity.what) {
    case 'sought':
      return said.sought(who, placeText(activity.ms));
    case 'rate':
      return said.rate(who, `${activity.rate}×`);
    case 'now':
      return said.now(isolated(activity.title));
    case 'added':
      return said.added(who, titlesOf(activity.titles));
    case 'removed':
      return said.removed(titlesOf(activity.titles));
    case 'vote':
    case 'held':
    case 'released':
    case 'check':
    case 'all_ready':
    case 'closed':
    case 'opened':
      return said[activity.what];
    default:
      return said[activity.what](who);
  }
}

function titlesOf(titles: string[]): string {
  const [first = ''] = titles;
  return titles.length === 1 ? isolated(first) : t.activity.several(titles.length);
}
