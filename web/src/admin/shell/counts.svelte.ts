/** The overview, read once for the rail and for every view that shows parts of it. */

import { now } from '../../kit/live/now.svelte';
import { follow, type Reading } from '../../kit/live/reading.svelte';
import { type Overview, readOverview } from '../api/overview';

let shared: Reading<Overview> | undefined;

/** Called once, by the shell. */
export function followCounts(): Reading<Overview> {
  shared = follow(() => async (signal) => {
    const overview = await readOverview(signal);
    now.hear(overview.at_ms);
    return overview;
  });
  return shared;
}

export function counts(): Reading<Overview> {
  if (!shared) throw new Error('the shell follows the counts before views are shown');
  return shared;
}
