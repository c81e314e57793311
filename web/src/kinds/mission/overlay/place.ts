import type { CampView, Corner } from '@downbeat/client';

const CORNERS: readonly Corner[] = ['top_left', 'top_right', 'bottom_left', 'bottom_right'];
const LINES_MAX = 5;

export type Place = CampView['place'];

/** Where the ticker stands: as the streamer set it, or as the page's address wants it. */
export function placeOf(asked: URLSearchParams, { corner, lines }: Place): Place {
  const wanted = Number(asked.get('lines') ?? lines);
  return {
    corner: CORNERS.find((one) => one === asked.get('corner')) ?? corner,
    lines: Number.isInteger(wanted) && wanted >= 1 && wanted <= LINES_MAX ? wanted : lines,
  };
}
