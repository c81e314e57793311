import type { Kind } from '@downbeat/client';
import { load } from '../kit/load';
import type { Join } from './kind';

const PARTS = import.meta.glob<{ join: Join<Kind> }>('./*/join/index.ts');

/** What links to sessions of a kind open, of those in kinds.ts. */
export async function joinOf(kind: Kind): Promise<Join<Kind>> {
  return (await load(PARTS[`./${kind}/join/index.ts`])).join;
}
