/** Keys that steer, and what each does. */
export const KEYS = [
  { key: 'Space', does: 'go_on' },
  { key: 'p', does: 'pause' },
  { key: 'u', does: 'undo' },
  { key: '?', does: 'help' },
] as const;

export type Action = (typeof KEYS)[number]['does'];

/** What a key asks for; letters that are written, and controls that are worked, keep theirs. */
export function actionOf(event: KeyboardEvent): Action | null {
  if (event.defaultPrevented || event.repeat) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (document.querySelector('dialog:modal')) return null;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('input, textarea, select')) return null;
  const name = event.key === ' ' ? 'Space' : event.key;
  if (name === 'Space' && target?.closest('a, button, summary')) return null;
  return KEYS.find(({ key }) => key === name)?.does ?? null;
}
