/** An event of a timer, in words. */

import { isolated } from '../../../../kit/words/isolated';
import type { Happened } from '../api/model';
import { written } from '../words/length';
import { STATUSES } from '../words/mode';

type Members = Readonly<Record<string, unknown>>;
type Words = (event: Members, name: (id: unknown) => string) => string;

const SAID: Readonly<Record<string, Words>> = {
  started: ({ active }, name) => `Started; ${name(active)} begins`,
  switched: (event, name) => switched(event, name),
  paused: ({ used_ms }) => `Paused${after(used_ms)}`,
  resumed: () => 'Resumed',
  adjusted: ({ participant, ms, reason }, name) =>
    `${name(participant)} ${Number(ms) < 0 ? 'loses' : 'gets'} ${time(Math.abs(Number(ms)))}: ${typed(reason)}`,
  participant_added: ({ participant }) => `${typed((participant as Members).name)} was added`,
  participant_removed: ({ participant }, name) => `${name(participant)} was removed`,
  order_set: () => 'The order of turns was changed',
  undone: ({ from, to }, name) => `The switch to ${name(from)} was taken back; ${name(to)} goes on`,
  warned: ({ participant, level }, name) =>
    `${name(participant)} was warned: ${level === 'low' ? 'running low' : 'almost over'}`,
  expired: ({ participant, used_ms }, name) => `${name(participant)}’s time ended${after(used_ms)}`,
  turn_skipped: ({ participant, penalty_ms }, name) =>
    `${name(participant)} was skipped${Number(penalty_ms) > 0 ? `, with a penalty of ${time(penalty_ms)}` : ''}`,
  action_due: ({ action }) => `Your backend was told: ${typed(action)}`,
  completed: ({ outcome }) => `Completed${outcome ? `: ${typed(outcome)}` : ''}`,
  cancelled: ({ reason }) => `Cancelled${reason ? `: ${typed(reason)}` : ''}`,
  ended: ({ status, outcome, winner }, name) => {
    const words = STATUSES[status as keyof typeof STATUSES] ?? String(status);
    const result = [typed(outcome ?? ''), winner && `${name(winner)} wins`]
      .filter(Boolean)
      .join(', ');
    return `Ended: ${words.toLowerCase()}${result ? `, ${result}` : ''}`;
  },
  recovered: () => 'The server lost it and rebuilt it from this history',
};

export function happened({ name, event }: Happened, nameOf: (id: unknown) => string): string {
  const said = SAID[name];
  return said ? said(event as Members, nameOf) : name.replaceAll('_', ' ');
}

/** Who asked for it, where it was not time itself. */
export function byWhom({ actor }: Happened): string {
  const { role } = actor as Members;
  return typeof role === 'string' && role !== 'system' ? role : '';
}

/** Names as they were, for sentences: somebody who left still has one in what is past. */
export function namesIn(
  events: readonly Happened[],
  now: readonly { id: string; name: string }[],
): (id: unknown) => string {
  const names = new Map<unknown, string>();
  for (const { name, event } of events) {
    if (name !== 'participant_added') continue;
    const added = (event as Members).participant as { id: string; name: string };
    names.set(added.id, added.name);
  }
  for (const one of now) names.set(one.id, one.name);
  return (id) => typed(names.get(id) ?? id);
}

function typed(text: unknown): string {
  return isolated(String(text));
}

function switched(event: Members, name: (id: unknown) => string): string {
  const { from, to, used_ms, gained_ms, age_ms, stage, skipped } = event;
  const more = [
    skipped ? 'taken away' : '',
    used_ms ? `${time(used_ms)} used` : '',
    gained_ms ? `+${time(gained_ms)}` : '',
    stage ? `stage ${stage}` : '',
    age_ms ? `told ${time(age_ms)} late` : '',
  ].filter(Boolean);
  return `${name(from)} → ${name(to)}${more.length > 0 ? `, ${more.join(', ')}` : ''}`;
}

function after(used_ms: unknown): string {
  return used_ms ? `, ${time(used_ms)} used` : '';
}

/** Seconds and tenths below a minute, as a clock beyond. */
function time(ms: unknown): string {
  const value = Number(ms);
  return value < 60_000
    ? `${Math.round(value / 100) / 10} s`
    : written(Math.round(value / 1_000) * 1_000);
}
