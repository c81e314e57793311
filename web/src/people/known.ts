/**
 * Whose browser this is, as far as its pages heard: so that a page that needs nobody to
 * be signed in greets them without asking the server. It opens nothing.
 */
const KEPT_AS = 'name';

export function knownName(): string | null {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null;
  }
}

/** Null once they left. */
export function know(name: string | null): void {
  try {
    if (name === null) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, name);
  } catch {
    // A browser that keeps nothing greets nobody.
  }
}

/** Whether another tab heard that it is somebody else's now. */
export function isAnothers({ key, newValue }: StorageEvent, name: string): boolean {
  return key === KEPT_AS && newValue !== null && newValue !== name;
}
