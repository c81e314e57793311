const GRID_LINES_MAX = 4;

/** Round values that leave at most four lines; counts and milliseconds are whole. */
export function gridOf(max: number): number[] {
  const rough = Math.max(1, max / GRID_LINES_MAX);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * size).find((one) => max / one < GRID_LINES_MAX);
  if (step === undefined) return [0];
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, at) => at * step);
}
