/** A piece of text, or of code within it. */
export type Span = { text: string; isCode: boolean };
export type Block = { is: 'paragraph'; spans: Span[] } | { is: 'list'; items: Span[][] };

const ITEM = /^[-*] /;

/** The little markdown that descriptions hold, as data: nothing of it becomes HTML by itself. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      if (!ITEM.test(lines[0] ?? '')) return { is: 'paragraph', spans: spansOf(lines.join(' ')) };
      return { is: 'list', items: itemsOf(lines) };
    });
}

/** A line that begins no item goes on with the one before. */
function itemsOf(lines: string[]): Span[][] {
  const items: string[] = [];
  for (const line of lines) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ''));
    else items.push(`${items.pop() ?? ''} ${line}`);
  }
  return items.map(spansOf);
}

/** Every second piece between backticks is code; a lone backtick is a backtick. */
export function spansOf(text: string): Span[] {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) {
    const last = pieces.pop();
    pieces.push(`${pieces.pop()}\`${last}`);
  }
  return pieces
    .map((piece, at) => ({ text: piece, isCode: at % 2 === 1 }))
    .filter((span) => span.text !== '');
}
