import type { Group, Operation } from './operations';

/** The groups with only the operations that have every word that was typed. */
export function filtered(groups: readonly Group[], typed: string): Group[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (group: Group, { method, path, summary }: Operation) => {
    const text = `${group.name} ${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter((operation) => has(group, operation)),
    }))
    .filter((group) => group.operations.length > 0);
}
