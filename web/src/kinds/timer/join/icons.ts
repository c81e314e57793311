/** Signs on buttons, drawn: no font has to have them. */
const PATHS = {
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  play: 'M7 4.5v15l13-7.5z',
  undo: 'M9 5 3.5 10.5 9 16v-3.6h5.5a3.1 3.1 0 0 1 0 6.2H8V21h6.5a5.5 5.5 0 0 0 0-11H9z',
  swap: 'M8 3 3.5 8 8 13V9.5h9v-3H8zM16 11v3.5H7v3h9V21l4.5-5z',
  full: 'M4 4h6v2.5H6.5V10H4zM14 4h6v6h-2.5V6.5H14zM4 14h2.5v3.5H10V20H4zM17.5 14H20v6h-6v-2.5h3.5z',
  sound:
    'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM14.5 8.6a4.8 4.8 0 0 1 0 6.8l1.4 1.4a6.8 6.8 0 0 0 0-9.6zM17.3 5.8a8.8 8.8 0 0 1 0 12.4l1.4 1.4a10.8 10.8 0 0 0 0-15.2z',
} as const;

export type Icon = keyof typeof PATHS;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
