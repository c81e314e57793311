/** Of what a page repeats hundreds of times, a few that have all shapes: a barrier in all is in one of those. */
import type { Page } from 'playwright-core';

/**
 * Takes out of the `repeated` what shows nothing that others do not show. A shape is an
 * element at its path, with what is set of it, with words or without: a barrier that one
 * alone has makes a shape of its own, and so does an id that is looked for in vain.
 */
export function thin(page: Page, repeated: string): Promise<void> {
  return page.evaluate((repeated) => {
    const valued = /^(?:data-.*|class|role|type|lang|tabindex|aria-(?:hidden|selected|expanded))$/;
    const references = /^(?:for|aria-(?:labelledby|describedby|controls))$/;

    function set({ name, value }: Attr): string {
      if (valued.test(name)) return `${name}=${value}`;
      const isFound = value.split(/\s+/).every((id) => document.getElementById(id));
      return references.test(name) && !isFound ? `${name} of nothing` : name;
    }

    function shapes(element: Element, path = ''): string[] {
      const own = [...element.attributes].map(set).sort().join(' ');
      const words = element.textContent?.trim() ? 'words' : 'none';
      const here = `${path}>${element.tagName}.${element.classList.value}`;
      const within = [...element.children].flatMap((child) => shapes(child, here));
      return [`${here}[${own}] ${words}`, ...within];
    }

    const all = [...document.querySelectorAll(repeated)].map((element) => {
      return { element, shapes: new Set(shapes(element)) };
    });
    const known = new Set<string>();
    const news = (one: { shapes: Set<string> }) =>
      [...one.shapes].filter((shape) => !known.has(shape)).length;
    const kept = new Set<Element>();
    for (;;) {
      // Whatever shows most that is not shown yet.
      const [best] = all
        .map((one) => ({ ...one, news: news(one) }))
        .sort((a, b) => b.news - a.news);
      if (!best || best.news === 0) break;
      kept.add(best.element);
      for (const shape of best.shapes) known.add(shape);
    }
    for (const { element } of all) if (!kept.has(element)) element.remove();
  }, repeated);
}
