/** One chart on a canvas: thin lines, softly filled, named where they end. */
import uPlot from 'uplot';
import { isolated } from '../words/isolated';
import { firstChars, nameChars } from '../words/letters';
import { type Across, axisOf } from './across';
import { gridOf } from './grid';

const HEIGHT = 140;
const FONT = '11px "Inter Variable", system-ui, sans-serif';
const LABEL_HEIGHT = 13;

/** `colour` is the name of a CSS variable, or a colour as `#3b82f6`. */
export type Line = { label: string; colour: string; values: readonly (number | null)[] };

/** Bars where each value is of one line only. */
export type Form = 'lines' | 'bars';

export type Shape = {
  lines: readonly Line[];
  across: Across;
  form?: Form;
  said: (value: number) => string;
  /** Charts of one name share a crosshair. */
  crosshair?: string | undefined;
  onpoint: (index: number | null) => void;
};

export type Drawn = {
  show: (across_s: readonly number[], lines: readonly Line[]) => void;
  end: () => void;
};

export function draw(box: HTMLElement, shape: Shape): Drawn {
  const chart = new uPlot(options(box, shape), [[], ...shape.lines.map(() => [])], box);
  const size = new ResizeObserver(() => {
    chart.setSize({ width: box.clientWidth, height: HEIGHT });
  });
  size.observe(box);
  const unfollow = followTheme(() => chart.redraw(false, true));
  return {
    show(across_s, lines) {
      chart.setData([[...across_s], ...lines.map((line) => [...line.values])]);
    },
    end() {
      size.disconnect();
      unfollow();
      chart.destroy();
    },
  };
}

const BAR_WIDTH_MAX = 24;
const BARS = uPlot.paths.bars?.({ size: [0.7, BAR_WIDTH_MAX] }) ?? (() => null);

function options(box: HTMLElement, shape: Shape): uPlot.Options {
  const { lines, across, form = 'lines', said, crosshair, onpoint } = shape;
  const isBars = form === 'bars';
  const axis = { stroke: () => colour('--muted'), font: FONT, ticks: { show: false } };
  return {
    width: Math.max(1, box.clientWidth),
    height: HEIGHT,
    padding: [8, isBars ? 12 : roomFor(lines), 0, 0],
    legend: { show: false },
    cursor: {
      ...(crosshair === undefined ? {} : { sync: { key: crosshair } }),
      y: false,
      points: { size: 6 },
      drag: { x: false, y: false },
    },
    scales: {
      x: {
        time: across === 'clock',
        // Half a bar stands out on either side.
        ...(isBars ? { range: (_, min, max) => [min - 0.6, max + 0.6] } : {}),
      },
      y: { range: (_, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    axes: [
      { ...axis, grid: { show: false }, space: 72, size: 22, ...axisOf(across) },
      {
        ...axis,
        grid: { stroke: () => colour('--hairline'), width: 1 },
        size: (_, values) => roomBefore(values ?? []),
        splits: (_, _axis, _min, max) => gridOf(max),
        values: (_, at) => at.map((value) => said(value)),
      },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.label,
        width: isBars ? 1 : 1.5,
        stroke: () => colour(isBars ? '--muted' : line.colour),
        fill: () => (isBars ? colour(line.colour) : soft(colour(line.colour))),
        points: { show: false },
        ...(isBars ? { paths: BARS } : {}),
      })),
    ],
    hooks: {
      setCursor: [(chart) => onpoint(chart.cursor.idx ?? null)],
      draw: isBars ? [] : [(chart) => nameLines(chart, lines)],
    },
  };
}

const NAME_MIN = 44;
const NAME_MAX = 112;
const CHARACTER = 6.2;

/** What stands to the left of the lines is as wide as its longest number. */
function roomBefore(values: readonly string[]): number {
  return 14 + Math.max(1, ...values.map((value) => value.length)) * CHARACTER;
}

/** Names stand to the right of the lines, and long ones are cut. */
function roomFor(lines: readonly Line[]): number {
  const longest = Math.max(...lines.map((line) => nameChars(line.label)));
  return Math.min(NAME_MAX, Math.max(NAME_MIN, 14 + longest * CHARACTER));
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
    ctx.fillText(isolated(cut(line.label)), bbox.left + bbox.width + 6 * ratio, taken);
  }
  ctx.restore();
}

function cut(name: string): string {
  const most = Math.floor((NAME_MAX - 14) / CHARACTER);
  return nameChars(name) > most ? `${firstChars(name, most - 1)}…` : name;
}

function colour(name: string): string {
  if (!name.startsWith('--')) return name;
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
