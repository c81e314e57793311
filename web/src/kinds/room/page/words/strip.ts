/**
 * Where people reacted, as a hill over the seek bar: the path of an SVG of 100 by 24.
 * Empty where nobody did.
 */
export function strip(heat: readonly number[], stepMs: number, lengthMs: number): string {
  const most = Math.max(0, ...heat);
  if (most === 0 || lengthMs <= 0) return '';
  // A few reactions are a small hill, not the highest that there can be.
  const scale = HEIGHT / Math.max(most, SMALL);
  const points = heat.flatMap((count, at) => {
    const x = ((at + 0.5) * stepMs * WIDTH) / lengthMs;
    return x <= WIDTH ? [{ x, y: HEIGHT - count * scale }] : [];
  });
  const first = points[0];
  if (!first) return '';
  const curves = points.map(({ x, y }, at) => {
    const before = points[at - 1] ?? { x: 0, y: HEIGHT };
    const middle = (before.x + x) / 2;
    return `C${middle.toFixed(2)} ${before.y.toFixed(1)} ${middle.toFixed(2)} ${y.toFixed(1)} ${x.toFixed(2)} ${y.toFixed(1)}`;
  });
  const last = points.at(-1) ?? first;
  const end = Math.min(WIDTH, last.x + (stepMs * WIDTH) / lengthMs);
  return `M0 ${HEIGHT}${curves.join('')}L${end.toFixed(2)} ${HEIGHT}Z`;
}

const WIDTH = 100;
const HEIGHT = 24;
const SMALL = 4;
