/** Names in a line that is being written: `@Ada`. */
type Named = { id: string; name: string };

const BEGUN = /(?:^|\s)@([^\s@]*)$/;

/** The name that is being typed where the caret is, and where its `@` is. */
export function mentionAt(text: string, caret: number): { name: string; from: number } | null {
  const found = text.slice(0, caret).match(BEGUN);
  if (!found) return null;
  const name = found[1] ?? '';
  return { name, from: caret - name.length - 1 };
}

/** Whom a line names, as seats. */
export function mentioned(text: string, people: readonly Named[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
}
