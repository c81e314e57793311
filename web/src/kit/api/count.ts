import type { Schemas } from './document';

/** How many: exactly, or at least that many. */
export type Count = Schemas['Count'];
