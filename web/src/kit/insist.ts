import { retryMs } from '@downbeat/client';

/** Again and again until it is there: a server may be away for a while. */
export async function insist<Loaded>(read: () => Promise<Loaded>): Promise<Loaded> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch {
      await new Promise((done) => setTimeout(done, retryMs(attempt, Math.random())));
    }
  }
}
