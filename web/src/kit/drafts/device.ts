/**
 * What is kept to be read without a network, and who wrote here last. The former only on
 * a device that its person called their own; all of it goes when they sign out.
 */
const NAME = 'downbeat-device';
const STORE = 'kept';
/** Who wrote here last: without a network nobody can be asked. */
const WRITER = 'writer';
const OWN = 'own';

export type Writer = { id: string; name: string };

/** What somebody may read here, and of when it is. */
export type Own<Item> = { user: string; items: readonly Item[]; at_ms: number };

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

export async function lastWriter(): Promise<Writer | undefined> {
  return within('readonly', (store) => store.get(WRITER) as IDBRequest<Writer | undefined>);
}

/** Null where this is nobody's own device, or another person's. */
export async function ownOf<Item>(user: string): Promise<Own<Item> | null> {
  const own = await within(
    'readonly',
    (store) => store.get(OWN) as IDBRequest<Own<Item> | undefined>,
  );
  return own?.user === user ? own : null;
}

/** Whether it is kept. */
export async function keepOwn<Item>(own: Own<Item>): Promise<boolean> {
  return (await within('readwrite', (store) => store.put(own, OWN))) !== undefined;
}

/** It is no device of theirs any more. */
export async function dropOwn(): Promise<void> {
  await within('readwrite', (store) => store.delete(OWN));
}

/** Nobody is signed in here any more. */
export async function forgetOwn(): Promise<void> {
  await within('readwrite', (store) => store.clear());
}
