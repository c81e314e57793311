import { command, get } from '../../../../kit/api/client';
import { patiently } from '../../../../kit/api/patiently';
import { uuid7 } from '../../../../kit/words/uuid';
import { readTimer } from '../api/sessions';
import { t } from '../texts';

/** What nobody sees on a clock of minutes. */
const SLACK_MS = 500;

/** The time of the server, which all clocks of a timer go by. */
export async function serverTime(): Promise<number> {
  return (await get('/api/v1/time', {})).server_ms;
}

/**
 * Starts a clock that all share, so that it ends at a moment. What its making and its
 * start took, on a slow line too, is put right by what history shows as any change.
 */
export async function startUntil(id: string, until_ms: number): Promise<void> {
  // What was just made may take a moment to be there; what that takes is put right below.
  const key = uuid7();
  await patiently(
    () => command('timer', 'start', id, {}, key),
    () => {},
  );
  const { view } = await readTimer(id);
  const [one] = view?.participants ?? [];
  if (!view || view.since_ms === null || !one || one.remaining_ms === null) return;
  const ms = until_ms - (view.since_ms + one.remaining_ms);
  if (Math.abs(ms) < SLACK_MS) return;
  await command('timer', 'adjust', id, { participant: one.id, ms, reason: t.form.endsAt });
}
