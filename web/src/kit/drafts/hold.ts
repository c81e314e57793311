/** An editor's name, for one tab alone until it is let go. */
export type Hold = { name: string; free: () => void };

/** `null` if another tab has it. */
export async function holdEditor(editor: string): Promise<Hold | null> {
  const name = `journal-editor-${editor}`;
  if (!navigator.locks) return { name, free: () => {} };
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((free) => resolve({ name, free }));
    });
  });
}
