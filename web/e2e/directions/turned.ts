/** Where a page shows what people typed, and whether it keeps to its own direction. */
import type { Page } from 'playwright-core';

/** It runs from right to left, so its mark belongs to the left. */
export const YES = 'نعم!';
/** All that comes after it is turned. */
export const TURNED = '\u202eadA';
/** The same from within: it ends what it did not begin. */
export const ESCAPED = '\u2069\u202etiK';

/** Each place where it does not, and how many it was found in. */
export function turned(page: Page): Promise<{ found: number; wrong: string[] }> {
  return page.evaluate(
    (samples) => {
      const wrong: string[] = [];
      let found = 0;
      const escaped = (text: string) =>
        JSON.stringify(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, '?');
      // In lines of ours an end that was not begun is left out.
      const inLine = (sample: string) => `\u2068${sample.replace(/^\u2069/, '')}\u2069`;
      const bareOf = (sample: string) => sample.replace(/^\u2069/, '');
      const isApart = (text: string) =>
        samples.every((sample) => !text.replaceAll(inLine(sample), '').includes(bareOf(sample)));
      const isIn = (text: string) => samples.some((sample) => text.includes(bareOf(sample)));

      const nodes = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const text = node.textContent ?? '';
        if (!isIn(text) || isApart(text)) {
          if (isIn(text)) found += 1;
          continue;
        }
        found += 1;
        const own = node.parentElement?.closest<HTMLElement>('[dir="auto"], bdi');
        const { display, unicodeBidi, direction } = own ? getComputedStyle(own) : ({} as never);
        const holdsIt = own?.textContent?.trim() === text.trim() && samples.includes(text.trim());
        const isInline = display === 'inline' && own?.parentElement?.textContent !== text;
        const isRight = text.trim() !== samples[0] || direction === 'rtl';
        const isIsolated = /isolate|plaintext/.test(unicodeBidi ?? '') || display !== 'inline';
        const isWell = holdsIt && isRight && isIsolated;
        const where = node.parentElement?.outerHTML.slice(0, 120) ?? '';
        if (!isWell || isInline) wrong.push(escaped(where));
      }
      for (const element of document.querySelectorAll('*')) {
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) {
          const text = element.getAttribute(name) ?? '';
          if (!isIn(text)) continue;
          found += 1;
          if (!samples.includes(text) && !isApart(text)) wrong.push(`${name}: ${escaped(text)}`);
        }
        if (!(element instanceof HTMLInputElement) || !isIn(element.value)) continue;
        found += 1;
        if (element.dir !== 'auto') wrong.push(escaped(element.outerHTML));
      }
      if (isIn(document.title) && !isApart(document.title)) wrong.push(escaped(document.title));
      return { found, wrong };
    },
    [YES, TURNED, ESCAPED],
  );
}

/** Where the first letter and the last of a text are drawn, from left to right. */
export function ends(page: Page, text: string): Promise<[number, number]> {
  return page.evaluate((text) => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const at = (node.textContent ?? '').indexOf(text);
      const left = (from: number) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect().left;
      };
      if (at >= 0 && left(at) > 0) return [left(at), left(at + text.length - 1)];
    }
    throw new Error(`${text} is not shown`);
  }, text);
}
