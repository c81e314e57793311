/** For tests: what a device keeps, in the place of `keep.ts`. All files of a run share it. */
import type { Kept } from './keep';

const shared = globalThis as { keptInTests?: Map<string, Kept> };

shared.keptInTests ??= new Map();

export const here = shared.keptInTests;

export async function keptOf(_user: string): Promise<Kept[]> {
  return [...here.values()];
}

export async function keep(kept: Kept): Promise<boolean> {
  here.set(kept.editor, structuredClone(kept));
  return true;
}

export async function forget(editor: string): Promise<void> {
  here.delete(editor);
}

export async function forgetDraft(): Promise<void> {}
