import { isDark } from './colours';
import type { Colours } from './view';

/** Gives an element the colours that the style sheets draw it in. */
export function applyColours(element: HTMLElement, colours: Colours): void {
  for (const [name, colour] of Object.entries(colours)) {
    element.style.setProperty(`--bar-${name}`, colour);
  }
  element.dataset.text = isDark(colours.text) ? 'dark' : 'light';
}
