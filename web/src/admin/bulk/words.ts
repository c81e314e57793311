import { grouped, things } from '../../kit/words/count';
import { isolated } from '../../kit/words/isolated';
import type { Bulk } from '../api/bulk';
import { VERBS } from '../jobs/actions';

export function titleOf(bulk: Bulk): string {
  return `${VERBS[bulk.action]} ${things(bulk.total, 'job')}`;
}

export function progressOf(bulk: Bulk): string {
  const at = `${grouped(bulk.done + bulk.skipped)} of ${grouped(bulk.total)}`;
  const skipped = bulk.skipped > 0 ? `, ${grouped(bulk.skipped)} skipped` : '';
  return `${at}${skipped}, ${bulk.state}`;
}

/** A bulk's filter in words. */
export function scopeOf({ filter }: Bulk): string {
  if (filter === null) return 'chosen by hand';
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(', ') : value;
    return text === null || text === undefined || text === ''
      ? []
      : [`${name}: ${isolated(String(text))}`];
  });
  return parts.join(' · ') || 'everything';
}
