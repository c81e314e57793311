/** Keys of a screen: a key that is held down counts once, and none is taken from another control. */
export type Keys = { [key: string]: () => void };

export function onKeys(keys: Keys): () => void {
  const listener = (event: KeyboardEvent) => {
    const does =
      keys[
        event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
      ];
    if (!does || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const isPress = event.key === ' ' || event.key === 'Enter';
    if (isPress && (event.target as Element).closest('button:not(.tap)')) return;
    event.preventDefault();
    does();
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}
