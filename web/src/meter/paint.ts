import type { Trail } from './trail';
import type { Colours, Display } from './view';

/** Room for the soft edge, in CSS pixels. */
const EDGE = 7;

export type Picture = { value: number; colours: Colours; display: Display; now: number };

/** Paints the bar: an opaque core with a soft edge, so that it reads over any game. */
export function paint(canvas: HTMLCanvasElement, picture: Picture, trail: Trail): void {
  const context = canvas.getContext('2d');
  const scale = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!context || width === 0) return;
  const [deviceWidth, deviceHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const box = { left: EDGE, top: EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE };
  core(context, box, picture.colours.background);
  context.save();
  pill(context, box);
  context.clip();
  const x = (value: number) => box.left + (box.width * (value + 100)) / 200;
  if (picture.display === 'split') {
    split(context, box, picture);
  } else {
    combined(context, box, picture, x);
    footprints(context, box, picture, trail, x);
  }
  context.restore();
  if (picture.display === 'combined') mark(context, box, x(picture.value), picture.colours);
}

type Box = { left: number; top: number; width: number; height: number };

function pill(context: CanvasRenderingContext2D, box: Box): void {
  context.beginPath();
  context.roundRect(box.left, box.top, box.width, box.height, box.height / 2);
}

function core(context: CanvasRenderingContext2D, box: Box, background: string): void {
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 55%)';
  context.shadowBlur = EDGE;
  context.fillStyle = background;
  pill(context, box);
  context.fill();
  context.restore();
}

/** A tug-of-war: from the centre to the mark, in the colour of who pulls. */
function combined(
  context: CanvasRenderingContext2D,
  box: Box,
  { value, colours }: Picture,
  x: (value: number) => number,
): void {
  const centre = x(0);
  const colour = value < 0 ? colours.against : colours.for;
  const end = x(value);
  const fill = context.createLinearGradient(centre, 0, end === centre ? centre + 1 : end, 0);
  fill.addColorStop(0, mix(colour, 55));
  fill.addColorStop(1, colour);
  context.fillStyle = fill;
  context.fillRect(Math.min(centre, end), box.top, Math.abs(end - centre), box.height);
  context.fillStyle = mix(colours.text, 35);
  context.fillRect(centre - 1, box.top + box.height * 0.3, 2, box.height * 0.4);
}

/** Two bars that meet at the centre; each is as long as its share. */
function split(context: CanvasRenderingContext2D, box: Box, { value, colours }: Picture): void {
  const centre = box.left + box.width / 2;
  const share = (100 + value) / 200;
  const half = box.width / 2;
  context.fillStyle = colours.against;
  context.fillRect(centre - half * (1 - share), box.top, half * (1 - share), box.height);
  context.fillStyle = colours.for;
  context.fillRect(centre, box.top, half * share, box.height);
  context.fillStyle = colours.background;
  context.fillRect(centre - 2, box.top, 4, box.height);
}

function footprints(
  context: CanvasRenderingContext2D,
  box: Box,
  { now, colours }: Picture,
  trail: Trail,
  x: (value: number) => number,
): void {
  const y = box.top + box.height - 5;
  context.fillStyle = colours.text;
  for (const [from, to, strength] of trail.pairs(now)) {
    context.globalAlpha = Math.max(0, strength) * 0.5;
    const [start, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
    context.fillRect(start, y, Math.max(1, end - start), 2);
  }
  context.globalAlpha = 1;
}

function mark(context: CanvasRenderingContext2D, box: Box, at: number, colours: Colours): void {
  const x = Math.min(box.left + box.width - 6, Math.max(box.left + 6, at));
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 45%)';
  context.shadowBlur = 4;
  context.fillStyle = colours.text;
  context.beginPath();
  context.roundRect(x - 3, box.top - 3, 6, box.height + 6, 3);
  context.fill();
  context.restore();
}

/** A colour with so much of it left, in percent. */
function mix(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}
