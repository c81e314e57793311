import type { MadeKind } from '@downbeat/client';
import { KINDS } from '../../kinds/kinds';
import { isWithin } from '../../kit/route/within';

/** Of which kind the pages of an audience are below an address; null where there are none. */
export function kindOf(path: string): MadeKind | null {
  const kinds = Object.entries(KINDS) as [MadeKind, { play?: readonly string[] }][];
  const found = kinds.find(([, { play = [] }]) => play.some((root) => isWithin(path, root)));
  return found?.[0] ?? null;
}
