import type { MadeKind } from '@downbeat/client';
import { load } from '../kit/load';
import type { Play } from './kind';

const PARTS = import.meta.glob<{ play: Play }>('./*/play/index.ts');

/** The pages of a kind's audience, of those kinds in kinds.ts that have such. */
export async function playOf(kind: MadeKind): Promise<Play> {
  return (await load(PARTS[`./${kind}/play/index.ts`])).play;
}
