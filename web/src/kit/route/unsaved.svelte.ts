/** What is typed and not saved: leaving the view that would lose it is asked about. */
import { confirmation } from '../confirm/confirm.svelte';
import { t } from '../texts';

type Typed = { isThere: () => boolean; discard: () => void };

const held = new Set<Typed>();

/** For as long as a component is there that it is typed into. */
export function holdUnsaved(typed: Typed): void {
  $effect(() => {
    held.add(typed);
    return () => held.delete(typed);
  });
}

export function hasUnsaved(): boolean {
  return [...held].some((typed) => typed.isThere());
}

/** Whether it may be lost. */
export async function mayLeave(): Promise<boolean> {
  const { title, text, verb, stay } = t.leave;
  const question = { title, text, verb, stay, isDanger: true, reason: 'none' } as const;
  const consent = await confirmation.ask(question);
  if (consent) for (const typed of held) typed.discard();
  return consent !== null;
}
