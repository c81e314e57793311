import type { Browser, Page } from 'playwright-core';

type Point = readonly [x: number, y: number];

/** How opaque a page is in some places: 0 is not at all, 255 wholly. */
export async function alphas(page: Page, browser: Browser, places: Point[]): Promise<number[]> {
  return (await pixels(page, browser, places)).map(([, , , alpha]) => alpha ?? -1);
}

/** How light it is there: 0 is black, 255 white. */
export async function shades(page: Page, browser: Browser, places: Point[]): Promise<number[]> {
  return (await pixels(page, browser, places)).map(([red = 0, green = 0, blue = 0]) =>
    Math.round((red + green + blue) / 3),
  );
}

async function pixels(page: Page, browser: Browser, places: Point[]): Promise<number[][]> {
  const picture = await page.screenshot({ omitBackground: true });
  const judge = await browser.newPage();
  const found = await judge.evaluate(
    async ([data, places]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return places.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data ?? [])]);
    },
    [picture.toString('base64'), places] as const,
  );
  await judge.close();
  return found;
}
