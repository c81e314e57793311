/** Bulk actions that were begun in this tab, kept in view wherever one goes. */
class Docked {
  ids = $state.raw<string[]>([]);

  put(id: string): void {
    this.ids = [...this.ids, id];
  }

  drop(id: string): void {
    this.ids = this.ids.filter((one) => one !== id);
  }
}

export const docked = new Docked();
