import type { Page } from 'playwright-core';

/** As they came over the wire: pages, scripts, styles, pictures and fonts. */
export async function bytesOf(page: Page): Promise<{ bytes: number }> {
  const sum = { bytes: 0 };
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  line.on('Network.loadingFinished', ({ encodedDataLength }) => {
    sum.bytes += encodedDataLength;
  });
  return sum;
}
