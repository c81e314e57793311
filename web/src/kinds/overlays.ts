import type { Kind } from '@downbeat/client';
import { insist } from '../kit/insist';
import type { Overlay } from './kind';

const PARTS = import.meta.glob<{ overlay: Overlay<Kind> }>('./*/overlay/index.ts');

type Part = () => Promise<{ overlay: Overlay<Kind> }>;

/** The overlay of a kind, of those in kinds.ts. Its few words come along with it. */
export async function overlayOf(kind: Kind): Promise<Overlay<Kind>> {
  return (await insist(PARTS[`./${kind}/overlay/index.ts`] as Part)).overlay;
}
