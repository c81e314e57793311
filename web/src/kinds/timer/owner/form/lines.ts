import { bare } from '../../../../kit/words/text';

/** The names of a list that was copied from elsewhere, one a line. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(bare)
    .filter(Boolean);
}
