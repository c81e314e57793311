/** Reactions: one a person and item, counted. */
import type { Schemas } from '../../../kit/api/document';

export type Reaction = Schemas['CircleReaction'];
export type Reacted = {
  readonly counts: Schemas['CircleCounts'];
  readonly reaction: Reaction | null;
};

export const REACTIONS: readonly Reaction[] = [
  'like',
  'love',
  'pray',
  'grateful',
  'inspire',
  'support',
];

/** As it is once the server took it: another one takes the place of the first. */
export function withOwn({ counts, reaction }: Reacted, own: Reaction | null): Reacted {
  if (own === reaction) return { counts, reaction };
  const next = { ...counts };
  if (reaction) next[reaction] = Math.max(0, next[reaction] - 1);
  if (own) next[own] += 1;
  return { counts: next, reaction: own };
}
