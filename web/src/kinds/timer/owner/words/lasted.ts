/** How long something lasted: seconds and tenths below a minute, as a clock beyond. */
import { decimal } from '../../../../kit/words/count';
import { written } from './length';

const MINUTE_MS = 60_000;

export function lasted(ms: number): string {
  return ms < MINUTE_MS ? `${decimal(ms / 1_000)} s` : written(Math.round(ms / 1_000) * 1_000);
}
