/** The colours that parts have by their place, where nobody chose one. */
const SIDES = ['#3b82f6', '#f97316', '#22a06b', '#a855f7', '#d9a400', '#ec4899'] as const;

export function sideColour(color: string | null, place: number): string {
  return color ?? SIDES[place % SIDES.length] ?? SIDES[0];
}

export function applySide(element: HTMLElement, color: string | null, place: number): void {
  const wanted = sideColour(color, place);
  if (element.style.getPropertyValue('--side') === wanted) return;
  element.style.setProperty('--side', wanted);
}
