/**
 * What is kept to be read without a network, and who wrote here last. The former only on
 * a device that its person called their own; what is somebody's goes when they sign out.
 */
const NAME = 'downbeat-device';
const STORE = 'kept';
const WRITER = 'writer';
const OWN = 'own';

export type Writer = { id: string; name: string };

/** What somebody may read here, and of when it is. An older page kept no name. */
export type Own<Item> = { user: string; name?: string; items: readonly Item[]; at_ms: number };

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
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
): Promise<Found | undefined> {
  try {
    const database = await open();
    return await new Promise<Found>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    // A browser that keeps nothing has kept nothing.
    return undefined;
  }
}

export async function noteWriter({ id, name }: Writer): Promise<void> {
  await within('readwrite', (store) => store.put({ id, name }, WRITER));
}

/**
 * Who writes here while nobody can be asked who looks: whose own device it is, whoever
 * else was signed in on it since then; on any other who wrote last.
 */
export async function writerHere(): Promise<Writer | undefined> {
  const [own, last] = [await kept<Own<unknown>>(OWN), await kept<Writer>(WRITER)];
  if (!own || own.user === last?.id) return last;
  return { id: own.user, name: own.name ?? '' };
}

/** Null where this is nobody's own device, or another person's. */
export async function ownOf<Item>(user: string): Promise<Own<Item> | null> {
  const own = await kept<Own<Item>>(OWN);
  return own?.user === user ? own : null;
}

/** Whether it is kept. */
export async function keepOwn<Item>(own: Own<Item>): Promise<boolean> {
  return (await within('readwrite', (store) => store.put(own, OWN))) !== undefined;
}

/** It is no device of theirs any more. Another's it stays. */
export async function dropOwn(user: string): Promise<void> {
  if (await ownOf(user)) await within('readwrite', (store) => store.delete(OWN));
}

/** They are not signed in here any more. What is another's stays. */
export async function forgetOwn(user: string): Promise<void> {
  await dropOwn(user);
  const last = await kept<Writer>(WRITER);
  if (last?.id === user) await within('readwrite', (store) => store.delete(WRITER));
}

function kept<Found>(name: string): Promise<Found | undefined> {
  return within('readonly', (store) => store.get(name) as IDBRequest<Found | undefined>);
}
