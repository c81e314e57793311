/** The chart's series: of each turn one bar, in the colour of whoever had it. */
import type { Line } from '../../../../kit/chart/draw';
import { t } from '../texts';
import type { Turn } from './turns';

const OWN_MAX = 7;
const TURNS_MAX = 400;

export type Bars = { across: number[]; lines: Line[] };

/** Of many turns the last are shown; of many participants those who had the most. */
export function barsOf(
  turns: readonly Turn[],
  name: (id: string) => string,
  colour: (id: string) => string,
): Bars {
  const first = Math.max(0, turns.length - TURNS_MAX);
  const shown = turns.slice(first);
  const counts = new Map<string, number>();
  for (const { of } of shown) counts.set(of, (counts.get(of) ?? 0) + 1);
  const own = [...counts.keys()]
    .toSorted((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))
    .slice(0, OWN_MAX);
  const line = (label: string, colour: string, isOf: (id: string) => boolean): Line => ({
    label,
    colour,
    values: shown.map((turn) => (isOf(turn.of) ? turn.took_ms / 1_000 : null)),
  });
  const lines = own.map((id) => line(name(id), colour(id), (of) => of === id));
  if (counts.size > OWN_MAX)
    lines.push(line(t.history.others, '--muted', (of) => !own.includes(of)));
  return { across: shown.map((_, at) => first + at + 1), lines };
}
