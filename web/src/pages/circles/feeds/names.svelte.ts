/** Which circle something was said in. Feeds tell its id alone. */
import { read } from '../../../kit/api/read';
import type { Circle } from '../model/rights';

export class Names {
  #known = $state.raw<ReadonlyMap<string, Circle>>(new Map());
  readonly #asked = new Set<string>();

  of(id: string): Circle | undefined {
    return this.#known.get(id);
  }

  learn(circles: readonly string[]): void {
    for (const id of circles) {
      if (this.#asked.has(id)) continue;
      this.#asked.add(id);
      void this.#ask(id);
    }
  }

  async #ask(id: string): Promise<void> {
    try {
      const circle = await read('/api/v1/circles/{id}', { path: { id } });
      this.#known = new Map(this.#known).set(id, circle);
    } catch {
      // Its link still leads there.
    }
  }
}
