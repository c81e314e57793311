/**
 * Calls back when somebody looks again, or the network of this device came or
 * went. Where there is no page there is nothing to hear.
 */
export function onWake(woke: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const { document, addEventListener } = globalThis;
  document?.addEventListener('visibilitychange', () => document.hidden || woke(), { signal });
  for (const event of ['online', 'offline']) addEventListener?.(event, woke, { signal });
  return () => stop.abort();
}
