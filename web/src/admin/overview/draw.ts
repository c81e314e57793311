/** One chart on a canvas: thin lines, softly filled, named where they end. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { gridOf } from './grid';

const HEIGHT = 140;
const FONT = '11px "Inter Variable", system-ui, sans-serif';
/** Charts under one another share a crosshair. */
const CROSSHAIR = 'overview';
const LABEL_HEIGHT = 13;

export type Line = { label: string; colour: string; values: readonly (number | null)[] };

export type Drawn = {
  show: (minutes: readonly number[], lines: readonly Line[]) => void;
  end: () => void;
};

export function draw(
  box: HTMLElement,
  lines: readonly Line[],
  said: (value: number) => string,
  onpoint: (index: number | null) => void,
): Drawn {
  const chart = new uPlot(options(box, lines, said, onpoint), [[], ...lines.map(() => [])], box);
  const size = new ResizeObserver(() => {
    chart.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  size.observe(box);
  const unfollow = followTheme(() => chart.redraw(false, true));
  return {
    show(minutes, lines) {
      const seconds = minutes.map((minute_ms) => minute_ms / 1_000);
      chart.setData([seconds, ...lines.map((line) => [...line.values])]);
    },
    end() {
      size.disconnect();
      unfollow();
      chart.destroy();
    },
  };
}

function options(
  box: HTMLElement,
  lines: readonly Line[],
  said: (value: number) => string,
  onpoint: (index: number | null) => void,
): uPlot.Options {
  const axis = { stroke: () => colour('--muted'), font: FONT, ticks: { show: false } };
  return {
    width: Math.max(1, box.clientWidth),
    height: HEIGHT,
    padding: [8, 44, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: CROSSHAIR },
      y: false,
      points: { size: 6 },
      drag: { x: false, y: false },
    },
    scales: { x: { time: true }, y: { range: (_, _min, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 72, size: 22, values: (_, at) => at.map(hour) },
      {
        ...axis,
        grid: { stroke: () => colour('--hairline'), width: 1 },
        size: 56,
        splits: (_, _axis, _min, max) => gridOf(max),
        values: (_, at) => at.map((value) => said(value)),
      },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        width: 1.5,
        stroke: () => colour(line.colour),
        fill: () => soft(colour(line.colour)),
        points: { show: false },
      })),
    ],
    hooks: {
      setCursor: [(chart) => onpoint(chart.cursor.idx ?? null)],
      draw: [(chart) => nameLines(chart, lines)],
    },
  };
}

function nameLines(chart: uPlot, lines: readonly Line[]): void {
  const { ctx, bbox } = chart;
  const ratio = devicePixelRatio;
  let taken = Number.POSITIVE_INFINITY;
  const ends = lines.map((line, at) => {
    const values = chart.data[at + 1] ?? [];
    const last = values.findLastIndex((value) => value !== null && value !== undefined);
    const value = values[last];
    return { line, y: typeof value === 'number' ? chart.valToPos(value, 'y', true) : null };
  });
  ctx.save();
  ctx.font = FONT.replace('11px', `${11 * ratio}px`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  // From the lowest up, so that names never lie on one another.
  for (const { line, y } of ends.toSorted((one, other) => (other.y ?? 0) - (one.y ?? 0))) {
    if (y === null) continue;
    taken = Math.min(y, taken - LABEL_HEIGHT * ratio);
    ctx.fillStyle = colour(line.colour);
    ctx.fillText(line.label, bbox.left + bbox.width + 6 * ratio, taken);
  }
  ctx.restore();
}

function hour(second: number): string {
  return new Date(second * 1_000).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
  });
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function soft(colour: string): string {
  return `color-mix(in srgb, ${colour} 12%, transparent)`;
}

function followTheme(then: () => void): () => void {
  const switched = new MutationObserver(then);
  switched.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const preference = matchMedia('(prefers-color-scheme: dark)');
  preference.addEventListener('change', then);
  return () => {
    switched.disconnect();
    preference.removeEventListener('change', then);
  };
}
