/** Goes through the rows of the list in view by moving the focus. */
let last = -1;

export function walk(step: 1 | -1): boolean {
  const all = rows();
  if (all.length === 0) return false;
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const first = step > 0 ? 0 : all.length - 1;
  // A row that left the list leaves its place behind: the one that moved up is next.
  const next = at >= 0 ? at + step : last >= 0 ? last : first;
  last = Math.min(Math.max(next, 0), all.length - 1);
  link(all[last])?.focus();
  return true;
}

/** The row the focus is in, by its id. */
export function rowInFocus(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
}

export function selectRow(): boolean {
  const row = document.activeElement?.closest('[data-row]');
  const box = row?.querySelector<HTMLInputElement>('input[type="checkbox"]');
  box?.click();
  return Boolean(box);
}

export function openRow(): boolean {
  const row = rows()[Math.max(last, 0)];
  link(row)?.click();
  return Boolean(row);
}

export function focusRow(id: string): void {
  link(rows().find((row) => row.dataset.row === id))?.focus();
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('main [data-row]')];
}

function link(row: HTMLElement | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('[data-open]');
}
