/** Bars of a chart, in a field of 100 by 40. */
export type Bar = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const WIDE = 100;
const HIGH = 40;
/** Of a bar's place that is left free. */
const GAP = 0.2;
/** What is little beside the highest is seen all the same. */
const LEAST = 1;

/** The highest fills the field; what is nothing has no height. */
export function barsOf(values: readonly number[]): Bar[] {
  const most = Math.max(1, ...values);
  const place = WIDE / Math.max(1, values.length);
  return values.map((value, at) => {
    const height = value > 0 ? Math.max(LEAST, (value / most) * HIGH) : 0;
    return { x: (at + GAP / 2) * place, y: HIGH - height, width: place * (1 - GAP), height };
  });
}

/** In whole per cent; null where there was nothing. */
export function percent({ count, of }: { count: number; of: number }): number | null {
  return of === 0 ? null : Math.round((count / of) * 100);
}
