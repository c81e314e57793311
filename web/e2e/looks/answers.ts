/**
 * What the API answers to a page that shows the whole installation: as it was when the
 * pictures were kept, at the time it was then. Stories beside it change what is there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { KEEPS, KEPT } from './kept';

type Kept = { at_ms: number; answers: Record<string, unknown> };

/** Of so long a list nothing below a page's first screen is compared. */
const ITEMS_MAX = 64;

export class Answers {
  private readonly path: string;
  private readonly kept: Kept;

  constructor(name: string) {
    this.path = `${KEPT}${name}.json`;
    const isThere = existsSync(this.path) && !KEEPS;
    this.kept = isThere
      ? JSON.parse(readFileSync(this.path, 'utf8'))
      : { at_ms: Date.now(), answers: {} };
  }

  async answer(context: BrowserContext, under: string): Promise<void> {
    await context.clock.setFixedTime(this.kept.at_ms);
    await context.route(under, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const asked = pathname + search.replace(/\d{10,}/g, 'moment');
      if (KEEPS) this.kept.answers[asked] = short(await (await route.fetch()).json());
      const json = this.kept.answers[asked];
      await (json === undefined ? route.abort() : route.fulfill({ json }));
    });
  }

  /** For the next time. */
  keep(): void {
    if (!KEEPS) return;
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(this.path, `${JSON.stringify(this.kept, null, 1)}\n`);
  }
}

function short(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.slice(0, ITEMS_MAX).map(short);
  if (typeof answer !== 'object' || answer === null) return answer;
  const isSeries = 'minutes' in answer;
  return isSeries
    ? answer
    : Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, short(value)]));
}
