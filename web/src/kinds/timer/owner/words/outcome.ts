/** How a timer ended, in words. */

import { isolated } from '../../../../kit/words/isolated';
import type { View } from '../api/model';
import { STATUSES } from './mode';

/** What the server says by itself; the status has said the first already. */
const SAID: Readonly<Record<string, string>> = { time: '', all_expired: 'nobody has time left' };

export function verdict({ status, outcome }: Pick<View, 'status' | 'outcome'>): string {
  const said = outcome == null ? '' : (SAID[outcome] ?? isolated(outcome));
  return said ? `${STATUSES[status]}: ${said}` : STATUSES[status];
}
