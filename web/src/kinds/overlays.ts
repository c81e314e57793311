import type { Kind } from '@downbeat/client';
import { load } from '../kit/load';
import type { Overlay } from './kind';

const PARTS = import.meta.glob<{ overlay: Overlay<Kind> }>('./*/overlay/index.ts');

/** The overlay of a kind, of those in kinds.ts. */
export async function overlayOf(kind: Kind): Promise<Overlay<Kind>> {
  return (await load(PARTS[`./${kind}/overlay/index.ts`])).overlay;
}
