/** Goes through the rows of the list in view by moving the focus. */
import { place } from '../../kit/route/place.svelte';

let last = -1;

export function walk(step: 1 | -1): boolean {
  const all = rows();
  if (all.length === 0) return false;
  const row = current();
  const at = row ? all.indexOf(row) : -1;
  const first = step > 0 ? 0 : all.length - 1;
  // A row that left the list leaves its place behind: the one that moved up is next.
  const next = at >= 0 ? at + step : last >= 0 ? last : first;
  last = Math.min(Math.max(next, 0), all.length - 1);
  link(all[last])?.focus();
  return true;
}

/** Goes on to the next thing while one is open: that is not a step to come back to. */
export function walkOpen(step: 1 | -1): boolean {
  return walk(step) && openRow('replace');
}

/** The row that keys are about, by its id. */
export function rowInFocus(): string | undefined {
  return current()?.dataset.row;
}

export function selectRow(): boolean {
  const box = current()?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return Boolean(box);
}

export function openRow(how: 'push' | 'replace' = 'push'): boolean {
  const address = link(current() ?? rows()[0])?.href;
  if (address) place.go(address, how);
  return address !== undefined;
}

export function focusRow(id: string): void {
  link(rows().find((row) => row.dataset.row === id))?.focus();
}

/** The row the focus is in, or the one that is open beside the list. */
function current(): HTMLElement | undefined {
  const all = rows();
  return (
    all.find((row) => row.contains(document.activeElement)) ??
    all.find((row) => row.classList.contains('is-open'))
  );
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main [data-row]')];
}

function link(row: HTMLElement | undefined): HTMLAnchorElement | null | undefined {
  return row?.querySelector<HTMLAnchorElement>('a[data-open]');
}
