/**
 * A notice in a line of plain words. What people typed is isolated, so that a name
 * turns nothing but itself.
 */
import { isolated } from '../../../kit/words/isolated';
import { day } from '../../circles/model/days';
import { t } from '../texts';
import type { Who } from '../texts/en';
import type { About, Notice } from './notice';

export function inWords(notice: Notice): string {
  const { about, type } = notice;
  const circle = about.circle_name === null ? null : isolated(about.circle_name);
  const where = circle === null ? '' : t.said.within(circle);
  switch (type) {
    case 'message_reaction':
      if (about.anonymous) return t.unnamed.reacted(notice.count, where);
      return (about.is_comment ? t.said.reactedComment : t.said.reacted)(whoOf(notice), where);
    case 'message_comment':
      if (about.anonymous) return t.unnamed.commented(notice.count, where);
      return (about.is_comment ? t.said.answered : t.said.commented)(whoOf(notice), where);
    case 'circle_invitation':
      return invited(notice, circle);
    case 'circle_join_request':
      return notice.count === 0 ? t.said.asked(circle) : t.said.ask(askersOf(notice), circle);
    case 'circle_waiting':
      return t.said.waiting(notice.count, where);
    case 'daily_reminder':
      return t.said.remind;
    case 'weekly_summary':
      return week(about);
    case 'system':
      return decided(about, circle);
    default:
      // A newer server may tell of what this page has no words for.
      return t.said.something;
  }
}

/** What a moderator said of it: it stands after the line. */
export function reasonOf({ about }: Notice): string | null {
  return about.reason ? isolated(about.reason) : null;
}

/** `Ada`, `Ada and Ben`, `Ada and 4 others`; who is gone has no name, and counts. */
export function whoOf({ actors, count }: Pick<Notice, 'actors' | 'count'>): Who {
  const [one, other] = actors.map(({ name }) => isolated(name));
  const all = Math.max(count, actors.length);
  const areMany = all > 1;
  if (one === undefined) return { said: areMany ? t.who.people(all) : t.who.somebody, areMany };
  if (!areMany) return { said: one, areMany };
  if (all === 2 && other !== undefined) return { said: t.who.both(one, other), areMany };
  return { said: t.who.others(one, all - 1), areMany };
}

/** Who they are is read where they are let in: several are only counted. */
function askersOf(notice: Notice): Who {
  return notice.count > 1 ? whoOf({ actors: [], count: notice.count }) : whoOf(notice);
}

function invited({ actors }: Notice, circle: string | null): string {
  const name = actors[0]?.name;
  return name === undefined ? t.said.invited(circle) : t.said.invitedBy(isolated(name), circle);
}

function week({ entries, messages, reactions, comments }: About): string {
  const got = [counted(reactions, t.week.reactions), counted(comments, t.week.comments)].flat();
  const [one, other] = got;
  const received = one && (other ? t.who.both(one, other) : one);
  const parts = [
    ...counted(entries, t.week.days),
    ...counted(messages, t.week.messages),
    ...(received ? [t.week.got(received)] : []),
  ];
  return parts.length === 0 ? t.week.quiet : t.week.said(parts.join(', '));
}

/** Nothing of what there is none of. */
function counted(count: number | null, words: (count: number) => string): string[] {
  return count ? [words(count)] : [];
}

function decided(about: About, circle: string | null): string {
  const rule = about.rule === null ? '' : t.decided.rule(about.rule + 1);
  return t.decided.of(circle, whatOf(about) + rule);
}

function whatOf({ what, role, until_ms, anonymous }: About): string {
  const { ban, banUntil, restrict, restrictUntil, plain, other } = t.decided;
  switch (what) {
    case null:
      return other;
    case 'ban':
      return until_ms === null ? ban : banUntil(day(until_ms));
    case 'restrict':
      if (anonymous) return t.unnamed.restrict(until_ms === null ? null : day(until_ms));
      return until_ms === null ? restrict : restrictUntil(day(until_ms));
    case 'role':
      return role === null ? other : t.decided.role[role];
    default:
      return plain[what] ?? other;
  }
}
