/** Where a notice leads. */
import { circlePath, decisionsPath, messagePath, partPath } from '../../circles/route';
import { CIRCLES, JOURNAL } from '../../product';
import type { Notice } from './notice';

export function leadsTo({ type, about }: Pick<Notice, 'type' | 'about'>): string {
  if (type === 'daily_reminder' || type === 'weekly_summary') return JOURNAL.path;
  const { circle, message, what, decision } = about;
  // Whoever is banned finds there what they may say something against.
  if (decision) return decisionsPath(decision);
  // Of what they said without their name no decision is named: it is among the others there.
  if (type === 'system' && about.anonymous) return decisionsPath();
  if (circle === null) return CIRCLES.path;
  if (type === 'circle_join_request') return `${partPath(circle, 'people')}?state=pending`;
  if (type === 'circle_waiting') return partPath(circle, 'queue');
  // A circle that is offered is taken among its people.
  if (type === 'system')
    return what === 'offered' ? partPath(circle, 'people') : circlePath(circle);
  return message === null ? circlePath(circle) : messagePath(circle, message);
}
