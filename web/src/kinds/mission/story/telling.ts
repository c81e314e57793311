import type { Pack } from './pack';
import type { Line, Tick } from './tick';

/** A line as it is stored, with `{0}` to `{3}` for people. */
export function storedText(pack: Pack, tick: Tick, line: Line): string | null {
  const encounter = pack.encounters.find(({ id }) => id === tick.encounter);
  const text = encounter?.texts[line.outcome][line.text];
  const mate = line.mate === null ? pack.words.alone : `{${line.mate}}`;
  if (text === undefined || mate === undefined) return null;
  return text
    .replaceAll('{me}', `{${line.slot}}`)
    .replaceAll('{mate}', () => mate)
    .replaceAll('{find}', `${line.find}`);
}

/** A stored text with names by slot; a slot without a name stays as it is. */
export const withNames = (stored: string, names: readonly string[]) =>
  stored.replace(/\{(\d)\}/g, (slot, digit) => names[Number(digit)] ?? slot);
