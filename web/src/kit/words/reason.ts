/** Why something is done by hand, as the audit keeps it. */
import { bare, textFault } from './text';

const REASON_MAX = 200;

export function reasonFault(text: string): string | undefined {
  return textFault(text, REASON_MAX);
}

export function reasonOf(text: string): string | null {
  return bare(text) || null;
}
