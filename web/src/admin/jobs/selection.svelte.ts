import { SvelteSet } from 'svelte/reactivity';

/** Which rows are chosen, by id: it outlives every re-read of the list. */
export class Selection {
  readonly ids = new SvelteSet<string>();

  toggle(id: string): void {
    if (!this.ids.delete(id)) this.ids.add(id);
  }

  /** All of these, or none where all were. */
  toggleAll(ids: string[]): void {
    const isWhole = ids.every((id) => this.ids.has(id));
    for (const id of ids) {
      if (isWhole) this.ids.delete(id);
      else this.ids.add(id);
    }
  }

  clear(): boolean {
    const had = this.ids.size > 0;
    this.ids.clear();
    return had;
  }
}
