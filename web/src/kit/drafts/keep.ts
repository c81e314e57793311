/**
 * Texts on this device, until Postgres has them. Each is somebody's: nobody else who
 * signs in here sends or sees it.
 */

/** What is written, and where: `in` is the id of what it is written in. */
export type Of = {
  what: 'entry' | 'mood' | 'answer' | 'message' | 'comment' | 'edit';
  in: string | null;
};

export type Kept<Content = unknown> = {
  id: string;
  /** Whose it is. */
  user: string;
  /** The page that it is written in, which one tab is at a time: two may have one draft. */
  editor: string;
  seq: number;
  /** The last seq that the server answered. */
  sent: number;
  base: string | null;
  durable: string | null;
  of: Of;
  content: Content;
  at_ms: number;
};

/** As an older page kept it: all were of entries. */
type Older = Omit<Kept, 'of'> & { inside: string | null };

/** The name that it was begun under: what older pages kept is there still. */
const NAME = 'downbeat-journal';
const STORE = 'drafts';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'editor' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

async function within<Found>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Found>,
): Promise<Found> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const asked = ask(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** A browser that keeps nothing has kept nothing. */
export async function keptOf(user: string): Promise<Kept[]> {
  try {
    const found = await within(
      'readonly',
      (store) => store.getAll() as IDBRequest<(Kept | Older)[]>,
    );
    const all = found.map(
      (one): Kept => ('of' in one ? one : { ...one, of: { what: 'entry', in: one.inside } }),
    );
    return all.filter((kept) => kept.user === user).sort((a, b) => b.at_ms - a.at_ms);
  } catch {
    return [];
  }
}

/** Whether it is here now. */
export async function keep(kept: Kept): Promise<boolean> {
  try {
    await within('readwrite', (store) => store.put(kept));
    return true;
  } catch {
    return false;
  }
}

/** A draft is over: what other pages, closed by now, kept of it and had sent goes, too. */
export async function forgetDraft(user: string, id: string): Promise<void> {
  for (const kept of await keptOf(user)) {
    if (kept.id === id && kept.sent === kept.seq) await forget(kept.editor);
  }
}

export async function forget(editor: string): Promise<void> {
  try {
    await within('readwrite', (store) => store.delete(editor));
  } catch {
    // It was never here.
  }
}
