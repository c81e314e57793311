/** Dark and light: by preference, until the switch is touched. */
import { t } from './texts';

type Theme = 'dark' | 'light';

const page = document.documentElement;

/** What the switch leads to: a sun, or a moon. */
const SIGNS: Readonly<Record<Theme, string>> = {
  light:
    'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM11 1.5h2v3.5h-2zM11 19h2v3.5h-2zM1.5 11H5v2H1.5zM19 11h3.5v2H19zM4 5.4 5.4 4l2.4 2.4-1.4 1.4zM16.2 17.6l1.4-1.4L20 18.6 18.6 20zM4 18.6l2.4-2.4 1.4 1.4L5.4 20zM16.2 6.4 18.6 4 20 5.4l-2.4 2.4z',
  dark: 'M20.5 14.6A8.8 8.8 0 0 1 9.4 3.5a8.8 8.8 0 1 0 11.1 11.1z',
};

export function offerThemes(button: HTMLElement): void {
  const kept = read();
  if (kept === 'dark' || kept === 'light') page.dataset.theme = kept;
  const preference = matchMedia('(prefers-color-scheme: dark)');
  const now = (): Theme => {
    const { theme } = page.dataset;
    if (theme === 'dark' || theme === 'light') return theme;
    return preference.matches ? 'dark' : 'light';
  };
  const name = () => {
    const other = now() === 'dark' ? 'light' : 'dark';
    button.replaceChildren(sign(SIGNS[other]));
    const said = other === 'dark' ? t.dark : t.light;
    button.title = said;
    button.ariaLabel = said;
  };
  preference.onchange = name;
  button.onclick = () => {
    page.dataset.theme = now() === 'dark' ? 'light' : 'dark';
    keep(page.dataset.theme);
    name();
  };
  name();
}

const SVG = 'http://www.w3.org/2000/svg';

function sign(shape: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '16');
  svg.setAttribute('fill', 'currentColor');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}

// A browser that keeps nothing goes by its own preference next time.

function read(): string | null {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {}
}
