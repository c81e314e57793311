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

/** The highest fills the field; what is nothing has no height. */
export function barsOf(values: readonly number[]): Bar[] {
  const most = Math.max(1, ...values);
  const place = WIDE / Math.max(1, values.length);
  return values.map((value, at) => {
    const height = (Math.max(0, value) / most) * HIGH;
    return { x: (at + GAP / 2) * place, y: HIGH - height, width: place * (1 - GAP), height };
  });
}

/** In whole per cent; null where there was nothing. */
export function percent({ count, of }: { count: number; of: number }): number | null {
  return of === 0 ? null : Math.round((count / of) * 100);
}
