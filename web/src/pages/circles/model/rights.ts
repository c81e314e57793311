/** Circles as the API has them, and who may what there. The server decides; this spares asking. */
import type { Schemas } from '../../../kit/api/document';

export type Circle = Schemas['Circle'];
export type Message = Schemas['CircleMessage'];
export type Comment = Schemas['CircleComment'];
export type Member = Schemas['CircleMember'];
export type Role = Schemas['CircleRole'];
export type MemberState = Schemas['CircleMemberState'];
export type MessageKind = Schemas['CircleMessageKind'];
export type Privacy = Schemas['CirclePrivacy'];

/** Who is above whom. */
export const ROLES: readonly Role[] = ['member', 'moderator', 'admin', 'owner'];
export const KINDS: readonly Privacy[] = ['public', 'invite_only', 'private'];
export const CATEGORIES: readonly Schemas['CircleCategory'][] = [
  'creativity',
  'faith',
  'family',
  'friends',
  'grief',
  'habits',
  'health',
  'learning',
  'parenting',
  'recovery',
  'work',
  'other',
];
const MESSAGE_KINDS: readonly MessageKind[] = [
  'encouragement',
  'gratitude',
  'prayer',
  'motivation',
  'support',
  'positive',
];

const DAY_MS = 24 * 3_600_000;

/** Why somebody says nothing there. */
export type Shut = 'closing' | 'banned' | 'pending' | 'rejected' | 'out' | 'restricted' | 'frozen';

const rank = (role: Role) => ROLES.indexOf(role);

export function isIn(circle: Circle): boolean {
  return circle.you?.state === 'active';
}

/** Whether somebody who is in it is at least that. */
export function has(circle: Circle, role: Role): boolean {
  return circle.you !== null && isIn(circle) && rank(circle.you.role) >= rank(role);
}

export function reads(circle: Circle): boolean {
  return isIn(circle) || (circle.kind === 'public' && circle.you?.state !== 'banned');
}

/** Null for whoever writes; the first reason that would have to go for whoever does not. */
export function shut(circle: Circle, now_ms: number): Shut | null {
  const { you } = circle;
  if (circle.status === 'closing') return 'closing';
  if (!you || you.state === 'left') return 'out';
  if (you.state !== 'active') return you.state;
  if (you.restricted_ms !== null && you.restricted_ms > now_ms) return 'restricted';
  return circle.frozen && !has(circle, 'moderator') ? 'frozen' : null;
}

/** What a message may be meant as. */
export function kindsFor(circle: Circle): readonly MessageKind[] {
  return has(circle, 'admin') ? [...MESSAGE_KINDS, 'announcement'] : MESSAGE_KINDS;
}

/** Something is edited by whoever said it, for a day. */
export function isEditable(said: Message | Comment, now_ms: number): boolean {
  const isThere = said.state === 'shown' || said.state === 'held';
  return said.mine && isThere && now_ms - said.at_ms < DAY_MS;
}

/** Nobody changes whoever is as high as they are. */
export function isBelow(circle: Circle, member: Pick<Member, 'role'>): boolean {
  const own = circle.you;
  return own !== null && has(circle, 'moderator') && rank(member.role) < rank(own.role);
}

/** What a member may be made by whoever looks. */
export function rolesFor(circle: Circle, member: Member): readonly Role[] {
  if (!has(circle, 'admin') || !isBelow(circle, member) || member.state !== 'active') return [];
  const own = rank(circle.you?.role ?? 'member');
  return ROLES.filter((role) => rank(role) < own && role !== member.role);
}
