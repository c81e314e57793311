/** Characters as a reader counts them; the part of texts that light pages have. */
const AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Not `trim`, which takes other characters away than the server does. */
export function bare(text: string): string {
  return text.replace(AROUND, '');
}

export function nameChars(text: string): number {
  let count = 0;
  for (const _ of letters.segment(text)) count += 1;
  return count;
}

/** The first of them, and none that is cut in two. */
export function firstChars(text: string, most: number): string {
  const kept: string[] = [];
  for (const { segment } of letters.segment(text)) {
    if (kept.length === most) break;
    kept.push(segment);
  }
  return kept.join('');
}
