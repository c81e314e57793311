import type { Page } from 'playwright-core';

/**
 * As they came over the wire: page, scripts, styles, pictures, fonts and answers, each once.
 * What a frame in the page loads is another page's, which has a limit of its own.
 */
export async function bytesOf(page: Page): Promise<{ bytes: number }> {
  const sum = { bytes: 0 };
  const known = new Set<string>();
  const first = new Set<string>();
  const line = await page.context().newCDPSession(page);
  const { frameTree } = await line.send('Page.getFrameTree');
  await line.send('Network.enable');
  line.on('Network.requestWillBeSent', ({ requestId, request, frameId }) => {
    if (frameId !== frameTree.frame.id || known.has(request.url)) return;
    known.add(request.url);
    first.add(requestId);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (first.has(requestId)) sum.bytes += encodedDataLength;
  });
  return sum;
}
