/** What is written, day by day, as it is shown beside the text that is open. */
import { put } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { read } from '../../../kit/api/read';
import type { Entry } from './content';

export type Streak = Schemas['Streak'];
export type Draft = Schemas['DraftShown'];
export type Prompt = Schemas['PromptOfDay'];
export type Trend = Schemas['Trend'];

const PAGE = 30;

export class Journal {
  entries = $state.raw<Entry[]>([]);
  drafts = $state.raw<Draft[]>([]);
  next = $state<string | null>(null);
  searched_from_ms = $state<number | null>(null);
  streak = $state.raw<Streak>();
  prompt = $state.raw<Prompt>();
  trend = $state.raw<Trend[]>([]);
  problem = $state.raw<Problem>();
  isLoading = $state(true);
  query = $state('');
  day = $state<string | null>(null);
  isTrash = $state(false);
  #asked = 0;

  async arrive(): Promise<void> {
    await this.#zone();
    await Promise.all([this.look(), this.count(), this.ask()]);
  }

  /** The first entries of what is asked for. */
  async look(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const [found, drafts] = await Promise.all([this.#page(null), read('/api/v1/drafts', {})]);
      if (asked !== this.#asked) return;
      this.#took(found, []);
      this.drafts = drafts.items.filter(({ of }) => of.what === 'entry' || of.what === 'answer');
      this.problem = undefined;
    } catch (error) {
      if (asked === this.#asked) this.problem = asProblem(error);
    } finally {
      if (asked === this.#asked) this.isLoading = false;
    }
  }

  async more(): Promise<void> {
    const asked = this.#asked;
    const { next } = this;
    const found = await this.#page(next);
    // Who pressed twice has it already.
    if (asked === this.#asked && next === this.next) this.#took(found, this.entries);
  }

  async count(until: string | null = null): Promise<void> {
    const query = until ? { until } : {};
    const [streak, trend] = await Promise.all([
      read('/api/v1/journal/streak', { query }),
      read('/api/v1/journal/trends', { query: { period: 'month' } }),
    ]);
    this.streak = streak;
    this.trend = trend.items;
  }

  #took(found: Schemas['JournalEntries'], before: readonly Entry[]): void {
    this.entries = [...before, ...found.items];
    this.next = found.next;
    this.searched_from_ms = found.searched_from_ms;
  }

  #page(cursor: string | null): Promise<Schemas['JournalEntries']> {
    const { query: q, day, isTrash: trash } = this;
    const range = day ? { from: day, until: day } : {};
    const query = {
      limit: PAGE,
      trash,
      ...range,
      ...(q ? { q } : {}),
      ...(cursor ? { cursor } : {}),
    };
    return read('/api/v1/journal/entries', { query });
  }

  /** The prompt of the day, which may be another by now. */
  async ask(): Promise<void> {
    this.prompt = await read('/api/v1/journal/prompts/today', {});
  }

  /** Days are those of where somebody is, from when they first write there. */
  async #zone(): Promise<void> {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = await read('/api/v1/journal/calendar', {}).catch(() => null);
    if (!known || !zone || (known.is_chosen && known.zone === zone)) return;
    const body = { zone, starts_h: known.starts_h };
    await put('/api/v1/journal/calendar', { body }).catch(() => null);
  }
}
