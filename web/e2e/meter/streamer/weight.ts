import type { Page } from 'playwright-core';

/** What came for a page, by address. */
export type Loaded = Map<string, number>;

/**
 * As they came over the wire: page, scripts, styles, pictures, fonts and answers, each once.
 * What a frame in the page loads is another page's, which has a limit of its own.
 */
export async function bytesOf(page: Page): Promise<Loaded> {
  const loaded: Loaded = new Map();
  const known = new Set<string>();
  const first = new Map<string, string>();
  const line = await page.context().newCDPSession(page);
  const { frameTree } = await line.send('Page.getFrameTree');
  await line.send('Network.enable');
  line.on('Network.requestWillBeSent', ({ requestId, request, frameId }) => {
    if (frameId !== frameTree.frame.id || known.has(request.url)) return;
    known.add(request.url);
    first.set(requestId, request.url);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = first.get(requestId);
    if (url) loaded.set(url, encodedDataLength);
  });
  return loaded;
}

export const sumOf = (loaded: Loaded): number => [...loaded.values()].reduce((a, b) => a + b, 0);

/** Heaviest first, for whoever reads why a page is too heavy. */
export function listed(loaded: Loaded): string {
  const heaviest = [...loaded].sort(([, a], [, b]) => b - a);
  return heaviest.map(([url, bytes]) => `${bytes} ${new URL(url).pathname}`).join('\n');
}
