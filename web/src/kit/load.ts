import { retryMs } from '@downbeat/client';

/** Imports a part of a page, again and again until it is there: a server may be away for a while. */
export async function load<Part>(part: (() => Promise<Part>) | undefined): Promise<Part> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await (part as () => Promise<Part>)();
    } catch {
      await new Promise((done) => setTimeout(done, retryMs(attempt, Math.random())));
    }
  }
}
