import { place } from '../../kit/route/place.svelte';
import { pathOf } from '../route/views';
import { command } from './commands';
import { KeyReader } from './reader';

const keys = new KeyReader();

/** Every key pressed on the page comes by here. */
export function listen(event: KeyboardEvent): void {
  // A dialog has the keyboard to itself.
  if (event.defaultPrevented || document.querySelector('dialog:modal')) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const asked = keys.read(
    {
      key: event.key,
      isChord: event.ctrlKey || event.metaKey || event.altKey,
      isTyping: target !== null && isWritten(target),
      isOnControl: target?.closest('a, button, summary, select') !== null,
    },
    performance.now(),
  );
  if (asked === null) return;
  if ('go' in asked) {
    event.preventDefault();
    place.go(pathOf(asked.go));
    return;
  }
  if (asked.command === 'close' && target && isWritten(target)) {
    // Leaves the field first: what was written there stays.
    target.blur();
    return;
  }
  if (command(asked.command)) event.preventDefault();
}

function isWritten(target: HTMLElement): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
