/** How a draft goes to the server, and what its answer means. */
import { reader } from '../../people/reader.svelte';
import { put } from '../api/client';
import { asProblem } from '../api/problem';
import { read } from '../api/read';
import type { Kept } from './keep';
import type { Answer, Trouble } from './saver';

export async function send(kept: Kept): Promise<Answer> {
  const { id, base, durable, editor, seq, of, content } = kept;
  // Two may write in one browser, and a page that has no network yet does not know who looks.
  const me = await reader.known();
  if (me?.id !== kept.user) {
    return { is: 'refused', why: me || reader.isSignedOut ? 'signed_out' : 'offline' };
  }
  try {
    const taken = await put('/api/v1/drafts/{id}', {
      path: { id },
      body: { base, durable, editor, seq, of, content },
    });
    return { is: 'taken', rev: taken.rev, durable: taken.durable };
  } catch (error) {
    const problem = asProblem(error);
    const { yours, theirs } = problem.body as Partial<Extract<Answer, { is: 'conflict' }>>;
    if (problem.code === 'conflict' && yours && theirs) {
      // Saved or thrown away meanwhile: nothing stands against it that could be looked at.
      if (await isGone(id)) return { is: 'taken', ...yours, durable: null };
      return { is: 'conflict', yours, theirs };
    }
    return { is: 'refused', why: troubleOf(problem.status, problem.code) };
  }
}

/** Whether the server has a draft no more. An answer that does not come says nothing. */
export async function isGone(id: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await read('/api/v1/drafts/{id}', { path: { id } }, signal);
    return false;
  } catch (error) {
    return asProblem(error).status === 404;
  }
}

function troubleOf(status: number, code: string): Trouble {
  if (status === 0) return 'offline';
  if (status === 401) return 'signed_out';
  if (status === 413) return 'too_large';
  if (code === 'journal_off') return 'off';
  return code === 'full' || code === 'drafts_full' ? 'full' : 'failed';
}
