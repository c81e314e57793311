/** An event of a timer, in words. */
import { isolated } from '../../../../kit/words/isolated';
import type { Happened, Status } from '../api/model';
import { t } from '../texts';
import { lasted } from '../words/lasted';

type Members = Readonly<Record<string, unknown>>;
type Words = (event: Members, name: (id: unknown) => string) => string;

const SAID: Readonly<Record<string, Words>> = {
  started: ({ active }, name) => t.history.said.started(name(active)),
  switched: (event, name) => switched(event, name),
  paused: ({ used_ms }) => t.history.said.paused + after(used_ms),
  resumed: () => t.history.said.resumed,
  adjusted: ({ participant, ms, reason }, name) => {
    const { gets, loses } = t.history.said;
    const said = Number(ms) < 0 ? loses : gets;
    return said(name(participant), time(Math.abs(Number(ms))), typed(reason));
  },
  participant_added: ({ participant }) =>
    t.history.said.added(typed((participant as Members).name)),
  participant_removed: ({ participant }, name) => t.history.said.removed(name(participant)),
  order_set: () => t.history.said.order,
  undone: ({ from, to }, name) => t.history.said.undone(name(from), name(to)),
  warned: ({ participant, level }, name) =>
    t.history.said[level === 'low' ? 'low' : 'critical'](name(participant)),
  expired: ({ participant, used_ms }, name) =>
    t.history.said.expired(name(participant)) + after(used_ms),
  turn_skipped: ({ participant, penalty_ms }, name) => {
    const penalty = Number(penalty_ms) > 0 ? t.history.said.penalty(time(penalty_ms)) : '';
    return listed([t.history.said.skipped(name(participant)), penalty]);
  },
  action_due: ({ action }) => t.history.said.action(typed(action)),
  completed: ({ outcome }) => about(t.history.said.completed, outcome),
  cancelled: ({ reason }) => about(t.history.said.cancelled, reason),
  ended: ({ status, outcome, winner }, name) => {
    const words = t.status[status as Status] ?? String(status);
    // What the server says by itself the status has said.
    const said = outcome === 'time' ? '' : (t.outcome[String(outcome)] ?? typed(outcome ?? ''));
    return listed([
      t.history.said.ended(words),
      said,
      winner ? t.history.said.wins(name(winner)) : '',
    ]);
  },
  recovered: () => t.history.said.recovered,
  table_opened: () => t.history.said.tableOpened,
  table_dropped: () => t.history.said.tableDropped,
  table_returned: () => t.history.said.tableReturned,
};

export function happened({ name, event }: Happened, nameOf: (id: unknown) => string): string {
  const said = SAID[name];
  return said ? said(event as Members, nameOf) : name.replaceAll('_', ' ');
}

/** Who asked for it, where it was not time itself. */
export function byWhom({ actor }: Happened): string {
  const { role } = actor as Members;
  return typeof role === 'string' && role !== 'system' ? (t.history.role[role] ?? role) : '';
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
    skipped ? t.history.said.turnSkipped : '',
    used_ms ? t.history.said.used(time(used_ms)) : '',
    gained_ms ? t.history.said.gained(time(gained_ms)) : '',
    stage ? t.history.said.stage(String(stage)) : '',
    age_ms ? t.history.said.late(time(age_ms)) : '',
  ];
  return listed([`${name(from)} → ${name(to)}`, ...more]);
}

function listed(parts: readonly string[]): string {
  return parts.filter(Boolean).join(', ');
}

function about(said: string, why: unknown): string {
  return why ? `${said}: ${typed(why)}` : said;
}

function after(used_ms: unknown): string {
  return used_ms ? `, ${t.history.said.used(time(used_ms))}` : '';
}

function time(ms: unknown): string {
  return lasted(Number(ms));
}
