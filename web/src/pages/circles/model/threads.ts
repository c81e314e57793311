/** Comments, two deep: those on the message, each with its answers. */
import type { Comment } from './rights';

export type Thread = { readonly comment: Comment; readonly answers: readonly Comment[] };

/** Oldest first, as they come; an answer comes after what it answers. */
export function threads(comments: readonly Comment[]): readonly Thread[] {
  return comments
    .filter(({ parent }) => parent === null)
    .map((comment) => ({
      comment,
      answers: comments.filter(({ parent }) => parent === comment.id),
    }));
}
