/**
 * What moves on the bar, on a canvas that lies over it and stands out above and
 * below by `OVERHANG` of the bar's height. The bar itself is a box of the style
 * sheet and is never painted again. No `color-mix`: the browser inside older
 * OBS does not know it.
 */
import { isDark } from './colours';
import type { Trail } from './trail';
import type { Colours, Display } from './view';

export type Picture = { value: number; colours: Colours; display: Display; nowMs: number };

/** As in bar.css. */
const OVERHANG = 0.125;

type Box = { left: number; top: number; width: number; height: number };
/** From a value of the scale to a place on the canvas. */
type Scale = (value: number) => number;

export function paint(canvas: HTMLCanvasElement, picture: Picture, trail: Trail): void {
  const context = canvas.getContext('2d');
  const box = context && fit(canvas, context);
  if (!box) return;
  context.save();
  pill(context, box);
  context.clip();
  if (picture.display === 'split') split(context, box, picture, trail);
  else combined(context, box, picture, trail);
  context.restore();
  const onScale = picture.display === 'split' ? 0 : picture.value;
  mark(context, box, between(box)(onScale), picture.colours);
}

/** Clears the canvas at the display's resolution; nothing while it has no size. */
function fit(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): Box | null {
  const scale = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (width === 0) return null;
  const [deviceWidth, deviceHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
    canvas.width = deviceWidth;
    canvas.height = deviceHeight;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const core = height / (1 + 2 * OVERHANG);
  return { left: 0, top: (height - core) / 2, width, height: core };
}

function between(box: Box): Scale {
  return (value) => box.left + (box.width * (value + 100)) / 200;
}

function pill(context: CanvasRenderingContext2D, { left, top, width, height }: Box): void {
  context.beginPath();
  context.roundRect(left, top, width, height, height / 2);
}

/** A tug-of-war: from the centre to the mark, in the colour of who pulls. */
function combined(
  context: CanvasRenderingContext2D,
  box: Box,
  picture: Picture,
  trail: Trail,
): void {
  const { value, colours } = picture;
  const place = between(box);
  fill(context, box, [place(0), place(value)], value < 0 ? colours.against : colours.for);
  notches(context, box, colours);
  footprints(context, box, picture, trail, place);
}

/** Two bars that meet at the centre; each is as long as its share. */
function split(context: CanvasRenderingContext2D, box: Box, picture: Picture, trail: Trail): void {
  const { value, colours } = picture;
  const centre = box.left + box.width / 2;
  const towardsFor: Scale = (value) => centre + (box.width * (100 + value)) / 400;
  const towardsAgainst: Scale = (value) => centre - (box.width * (100 - value)) / 400;
  fill(context, box, [centre, towardsFor(value)], colours.for);
  fill(context, box, [centre, towardsAgainst(value)], colours.against);
  for (const place of [towardsFor, towardsAgainst]) {
    footprints(context, box, picture, trail, place);
  }
}

/** From darker at the start to the pure colour at the end, with a little light from above. */
function fill(
  context: CanvasRenderingContext2D,
  { top, height }: Box,
  [start, end]: [number, number],
  colour: string,
): void {
  const [left, width] = [Math.min(start, end), Math.abs(end - start)];
  if (width < 0.1) return;
  const depth = context.createLinearGradient(start, 0, end, 0);
  depth.addColorStop(0, '#00000061');
  depth.addColorStop(1, '#0000');
  const light = context.createLinearGradient(0, top, 0, top + height);
  light.addColorStop(0, '#ffffff38');
  light.addColorStop(0.5, '#fff0');
  for (const style of [colour, depth, light]) {
    context.fillStyle = style;
    context.fillRect(left, top, width, height);
  }
}

/** Where the centre is, from above and below. */
function notches(context: CanvasRenderingContext2D, box: Box, colours: Colours): void {
  const [width, length] = [box.height / 24, box.height / 6];
  const left = box.left + box.width / 2 - width / 2;
  context.fillStyle = colours.text;
  context.globalAlpha = 0.6;
  context.fillRect(left, box.top, width, length);
  context.fillRect(left, box.top + box.height - length, width, length);
  context.globalAlpha = 1;
}

function footprints(
  context: CanvasRenderingContext2D,
  box: Box,
  { nowMs, colours }: Picture,
  trail: Trail,
  place: Scale,
): void {
  const thickness = box.height / 14;
  const top = box.top + box.height - 3.2 * thickness;
  // Edges on whole pixels: neighbours neither overlap nor leave a gap.
  const pixel = (value: number) => Math.round(place(value) * devicePixelRatio) / devicePixelRatio;
  context.fillStyle = colours.text;
  for (const { from, to, freshness } of trail.stretches(nowMs)) {
    context.globalAlpha = 0.85 * freshness * freshness;
    context.fillRect(pixel(from), top, pixel(to) - pixel(from), thickness);
  }
  context.globalAlpha = 1;
}

/** A handle a little taller than the bar, with a rim that parts it from any fill. */
function mark(context: CanvasRenderingContext2D, box: Box, at: number, colours: Colours): void {
  const [width, rim] = [box.height / 7, box.height / 28];
  const reach = width / 2 + rim;
  const centre = Math.min(box.left + box.width - reach, Math.max(box.left + reach, at));
  const over = box.height * OVERHANG - rim;
  const handle = (spread: number) => {
    const [left, top] = [centre - width / 2 - spread, box.top - over - spread];
    context.beginPath();
    context.roundRect(
      left,
      top,
      width + 2 * spread,
      box.height + 2 * (over + spread),
      width / 2 + spread,
    );
    context.fill();
  };
  context.fillStyle = isDark(colours.text) ? '#f7f7f4' : '#0d1015';
  handle(rim);
  context.fillStyle = colours.text;
  handle(0);
}
