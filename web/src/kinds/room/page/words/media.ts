/** A file’s name, as a title: without its end. */
export function titleOfFile(name: string): string {
  return name.replace(/\.[a-z\d]{2,4}$/i, '') || name;
}

/** Those whose names have all the words that are typed, in any order and case. */
export function named<One extends { name: string }>(all: readonly One[], typed: string): One[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
