/** A part of a list, newest first, and where the next part begins. */
export type Page<Item> = { items: Item[]; next: string | null };

/** How many: exactly, or at least that many. */
export type Count = { count: number; capped: boolean };
