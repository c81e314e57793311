/** What is measured in pages, told to whoever asked for figures. */
import { appendFileSync } from 'node:fs';

const TOLD = process.env.DOWNBEAT_E2E_FIGURES;

export const isMeasured = TOLD !== undefined;

/** As often as gives a figure when there is to be one, else as often as shows that it works. */
export const times = (measured: number, few: number): number => (TOLD ? measured : few);

export function figure(what: string, value: number, unit: string): void {
  console.log(`${what}: ${value.toFixed(1)} ${unit}`);
  if (TOLD) appendFileSync(TOLD, `${JSON.stringify({ what, value, unit })}\n`);
}

/** What all but one in twenty do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
