/** What whoever steers may ask of a timer; what is refused is said. */
import { notices } from '../../../../kit/notices/notices.svelte';
import type { TimerLine, Told } from '../one/line.svelte';
import { rejected } from '../words/rejected';
import { isAlone } from './shown';

/** Says what was not done; tells whether it was. */
export async function told(answer: Promise<Told>): Promise<boolean> {
  const said = await answer;
  if (!said.ok) notices.say(rejected(said.code, said.message), true);
  return said.ok;
}

/** The one thing that a timer waits for: its start, the next turn, to go on. */
export function goOn(line: TimerLine): Promise<boolean> | undefined {
  const status = line.view?.status;
  if (status === 'pending') return told(line.command('start'));
  if (status === 'running' && !(line.view && isAlone(line.view))) return told(line.pass());
  return pauseOrResume(line);
}

export function pauseOrResume(line: TimerLine): Promise<boolean> | undefined {
  const status = line.view?.status;
  if (status === 'running') return told(line.command('pause'));
  return status === 'paused' ? told(line.command('resume')) : undefined;
}

export const undo = (line: TimerLine) => told(line.command('undo'));
