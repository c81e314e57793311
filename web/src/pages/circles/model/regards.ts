/** Somebody is blocked or muted, or no more: circles that are open in other tabs hear of it. */
const NAME = 'downbeat-regards';

export function tellRegards(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

/** Until it is told to stop. */
export function hearRegards(then: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = () => then();
  return () => channel.close();
}
