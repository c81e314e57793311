/**
 * What a page begins with, or goes on with: a server that is away for a moment is
 * waited for, and not told of. Whoever asks again and again by themselves asks by `get`.
 */
import { get } from './client';
import type { Answer, Operation, Parts, Path } from './document';
import { patiently } from './patiently';

export function read<P extends Path<'get'>>(
  path: P,
  parts: Parts<Operation<'get', P>>,
  signal?: AbortSignal,
): Promise<Answer<Operation<'get', P>>> {
  return patiently(
    () => get(path, parts, signal),
    () => {},
    undefined,
    signal,
  );
}
