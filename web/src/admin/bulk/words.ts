import { grouped } from '../../kit/words/count';
import { isolated } from '../../kit/words/isolated';
import type { Bulk } from '../api/bulk';
import { t } from '../texts';

export function titleOf(bulk: Bulk): string {
  return t.bulk.title(t.jobs.verbs[bulk.action], bulk.total);
}

export function progressOf(bulk: Bulk): string {
  const at = t.bulk.at(grouped(bulk.done + bulk.skipped), grouped(bulk.total));
  const skipped = bulk.skipped > 0 ? `, ${t.bulk.skipped(grouped(bulk.skipped))}` : '';
  return `${at}${skipped}, ${bulk.state}`;
}

/** A bulk's filter in words. */
export function scopeOf({ filter }: Bulk): string {
  if (filter === null) return t.bulk.chosen;
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(', ') : value;
    return text === null || text === undefined || text === ''
      ? []
      : [`${name}: ${isolated(String(text))}`];
  });
  return parts.join(' · ') || t.bulk.everything;
}
