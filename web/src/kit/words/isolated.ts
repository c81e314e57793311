/**
 * What people typed, within a line of ours. It may run from right to left, or
 * turn all that comes after it (U+202E): isolated, it has its own direction and
 * turns nothing but itself (UAX 9). Where an element holds nothing else,
 * `dir="auto"` on that element does the same; within a line an element is not
 * enough, since a text can end the isolate that it makes (U+2069).
 */
const FIRST_STRONG = '\u2068';
const POP = '\u2069';
/** Letters and digits that run from right to left, and what changes directions. */
const TURNS =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/gu;
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function isolated(text: string): string {
  return TURNS.test(text) ? FIRST_STRONG + balanced(text) + POP : text;
}

/** JSON to be read: what changes directions is written as an escape, and so changes none. */
export function plainJson(json: string): string {
  return json.replace(CONTROLS, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** An isolate that it ends but did not begin would be ours; one that it leaves open would last. */
function balanced(text: string): string {
  let open = 0;
  const kept = text.replace(ISOLATES, (one) => {
    if (one !== POP) open += 1;
    else if (open === 0) return '';
    else open -= 1;
    return one;
  });
  return kept + POP.repeat(open);
}
