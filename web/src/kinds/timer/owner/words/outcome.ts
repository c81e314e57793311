/** How a timer ended, in words. */

import { isolated } from '../../../../kit/words/isolated';
import type { View } from '../api/model';
import { t } from '../texts';

export function verdict({ status, outcome }: Pick<View, 'status' | 'outcome'>): string {
  // What the server says by itself the status has said.
  const isSaid = outcome == null || outcome === 'time';
  const said = isSaid ? '' : (t.outcome[outcome] ?? isolated(outcome));
  return said ? `${t.status[status]}: ${said}` : t.status[status];
}
