/** What whoever steers may ask of a timer; what is refused is said. */
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { isAlone } from '../../paint/next';
import type { CommandAnswer, TimerConnection } from '../one/connection.svelte';
import { rejected } from '../words/rejected';

/** Says what was not done; tells whether it was. */
export async function succeeded(answer: Promise<CommandAnswer>): Promise<boolean> {
  const said = await answer;
  if (!said.ok) toasts.say(rejected(said.code, said.message), true);
  return said.ok;
}

/** The one thing that a timer waits for: its start, the next turn, to go on. */
export function goOn(connection: TimerConnection): Promise<boolean> | undefined {
  const status = connection.view?.status;
  if (status === 'pending') return succeeded(connection.command('start'));
  if (status === 'running' && !(connection.view && isAlone(connection.view)))
    return succeeded(connection.pass());
  return pauseOrResume(connection);
}

export function pauseOrResume(connection: TimerConnection): Promise<boolean> | undefined {
  const status = connection.view?.status;
  if (status === 'running') return succeeded(connection.command('pause'));
  return status === 'paused' ? succeeded(connection.command('resume')) : undefined;
}

/** What is taken back is the switch that is seen. */
export const undo = (connection: TimerConnection) =>
  succeeded(connection.command('undo', { turn: connection.view?.turn ?? 0 }));
