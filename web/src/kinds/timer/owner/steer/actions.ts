/** What whoever steers may ask of a timer; what is refused is said. */
import { notices } from '../../../../kit/notices/notices.svelte';
import type { CommandAnswer, TimerConnection } from '../one/connection.svelte';
import { rejected } from '../words/rejected';
import { isAlone } from './shown';

/** Says what was not done; tells whether it was. */
export async function succeeded(answer: Promise<CommandAnswer>): Promise<boolean> {
  const said = await answer;
  if (!said.ok) notices.say(rejected(said.code, said.message), true);
  return said.ok;
}

/** The one thing that a timer waits for: its start, the next turn, to go on. */
export function goOn(line: TimerConnection): Promise<boolean> | undefined {
  const status = line.view?.status;
  if (status === 'pending') return succeeded(line.command('start'));
  if (status === 'running' && !(line.view && isAlone(line.view))) return succeeded(line.pass());
  return pauseOrResume(line);
}

export function pauseOrResume(line: TimerConnection): Promise<boolean> | undefined {
  const status = line.view?.status;
  if (status === 'running') return succeeded(line.command('pause'));
  return status === 'paused' ? succeeded(line.command('resume')) : undefined;
}

export const undo = (line: TimerConnection) => succeeded(line.command('undo'));
