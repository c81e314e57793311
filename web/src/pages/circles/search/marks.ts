/**
 * Where the words that somebody looks for stand in a text, as the server compares them
 * (migration/sql/m0043_search.sql): without case and accents, and a word of two letters or
 * more wherever one begins so.
 */

/** From a place up to another, in UTF-16. */
export type Span = readonly [from: number, to: number];

type Token = { word: string; from: number; to: number };

const RUN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+/gu;
/** Signs that are words of their own. */
const ALONE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/u;
const IGNORED = /[\u0300-\u036f]|[\ufe00-\ufe0f]|[\u00ad\u200b-\u200d]/gu;
const ALSO: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
};

/** The words of what somebody typed. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(tokens(text).map(({ word }) => word))];
}

/** Whole words of a text that are looked for, in order. */
export function spans(text: string, words: readonly string[]): readonly Span[] {
  return tokens(text)
    .filter(({ word }) => words.some((wanted) => isFound(word, wanted)))
    .map(({ from, to }) => [from, to] as const);
}

/** A text in pieces, every other of which is looked for. */
export function pieces(text: string, words: readonly string[]): readonly string[] {
  const cuts = spans(text, words).flat();
  return [0, ...cuts].map((from, at) => text.slice(from, cuts[at] ?? text.length));
}

/** Marks what is looked for in what stands in an element: nothing is read as HTML. */
export function marking(words: readonly string[]): (element: Element) => () => void {
  return (element) => {
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walk.nextNode()) texts.push(walk.currentNode as Text);
    const marks = texts.flatMap((text) => marked(text, words));
    return () => {
      for (const mark of marks) mark.replaceWith(...mark.childNodes);
      element.normalize();
    };
  };
}

function marked(text: Text, words: readonly string[]): HTMLElement[] {
  // From the end: what stands before keeps its place.
  return [...spans(text.data, words)].reverse().map(([from, to]) => {
    const found = text.splitText(from);
    found.splitText(to - from);
    const mark = document.createElement('mark');
    found.replaceWith(mark);
    mark.append(found);
    return mark;
  });
}

function isFound(word: string, wanted: string): boolean {
  return [...wanted].length > 1 ? word.startsWith(wanted) : word === wanted;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let open: Token | null = null;
    let from = index;
    for (const letter of run) {
      const to = from + letter.length;
      const isAlone = ALONE.test(letter);
      if (isAlone || !open) {
        open = { word: '', from, to };
        found.push(open);
      }
      open.word += letter;
      open.to = to;
      if (isAlone) open = null;
      from = to;
    }
  }
  const all = found.map((token) => ({ ...token, word: folded(token.word) }));
  return all.filter(({ word }) => word !== '');
}

function folded(word: string): string {
  const plain = word.normalize('NFKD').replace(IGNORED, '').toLowerCase();
  return [...plain].map((letter) => ALSO[letter] ?? letter).join('');
}
