/** The keys of players, as people know them from elsewhere. */
import type { Moves } from './live/moves.svelte';
import type { Screen } from './live/screen.svelte';

const TEN_MS = 10_000;
const FIVE_MS = 5_000;
/** A picture of 25 a second. */
const PICTURE_MS = 40;
const LOUDER = 0.05;

type Does = { moves: Moves; screen: Screen; full: () => void; theatre: () => void };

/** What somebody types into is not about the picture. */
const TYPED = 'input, textarea, select, [contenteditable], dialog';
/** These have a meaning of their own for what has the focus. */
const PRESSED = 'button, a, summary, [role="menuitem"], [role="tab"], [role="slider"]';

export function roomKeys({ moves, screen, full, theatre }: Does): (event: KeyboardEvent) => void {
  const keys: Readonly<Record<string, () => void>> = {
    ' ': () => moves.toggle(),
    k: () => moves.toggle(),
    j: () => moves.by(-TEN_MS),
    l: () => moves.by(TEN_MS),
    ArrowLeft: () => moves.by(-FIVE_MS),
    ArrowRight: () => moves.by(FIVE_MS),
    ArrowUp: () => louder(LOUDER),
    ArrowDown: () => louder(-LOUDER),
    ',': () => moves.picture(-PICTURE_MS),
    '.': () => moves.picture(PICTURE_MS),
    f: full,
    t: theatre,
    m: () => screen.set({ isMuted: !screen.prefs.isMuted }),
    c: () => moves.texts(),
  };

  function louder(by: number): void {
    const volume = Math.min(1, Math.max(0, screen.prefs.volume + by));
    screen.set({ volume, isMuted: false });
  }

  return (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest(TYPED)) return;
    const isPressed = event.key === ' ' || event.key.startsWith('Arrow');
    if (isPressed && target?.closest(PRESSED)) return;
    const does = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!does) return;
    event.preventDefault();
    does();
  };
}
