/** What is written, day by day, as it is shown beside the text that is open. */
import { put } from '../../../kit/api/client';
import type { Schemas } from '../../../kit/api/document';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { read } from '../../../kit/api/read';
import { dropOwn, keepOwn, type Own, ownOf, type Writer } from '../../../kit/drafts/device';
import type { Entry } from './content';

export type Streak = Schemas['Streak'];
export type Draft = Schemas['DraftShown'];
export type Prompt = Schemas['PromptOfDay'];
export type Trend = Schemas['Trend'];

/** A page of them, and what is kept on somebody's own device. */
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
  /** What is written is kept here, too, to be read without a network. */
  isOwn = $state(false);
  /** Of when it is, where it is shown as it was kept here. */
  kept_ms = $state<number | null>(null);
  #asked = 0;
  readonly #user: string;
  readonly #name: string;

  constructor({ id, name }: Writer) {
    this.#user = id;
    this.#name = name;
  }

  async arrive(): Promise<void> {
    this.isOwn = (await ownOf(this.#user)) !== null;
    await this.#zone();
    // What cannot be counted now is shown when it can.
    const later = () => {};
    await Promise.all([this.look(), this.count().catch(later), this.ask().catch(later)]);
  }

  /** This is a device of theirs, or none any more: then what is kept goes. */
  async setOwn(isOwn: boolean): Promise<void> {
    if (!isOwn) await dropOwn(this.#user);
    else {
      const { items } = await read('/api/v1/journal/entries', { query: { limit: PAGE } });
      await this.#keep(items);
    }
    this.isOwn = (await ownOf(this.#user)) !== null;
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
      this.kept_ms = null;
      const isAll = !this.isTrash && this.query === '' && this.day === null;
      // Another page of theirs may have turned it off, or signed out.
      if (isAll && (await ownOf(this.#user)) !== null) await this.#keep(found.items);
    } catch (error) {
      const problem = asProblem(error);
      const isAway = problem.status === 0 || problem.status >= 500;
      const own = isAway ? await ownOf<Entry>(this.#user) : null;
      if (asked !== this.#asked) return;
      this.problem = problem;
      if (own) this.#show(own);
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

  async #keep(items: readonly Entry[]): Promise<void> {
    await keepOwn({ user: this.#user, name: this.#name, items, at_ms: Date.now() });
  }

  /** What is kept here, as far as it is what is asked for. */
  #show({ items, at_ms }: Own<Entry>): void {
    const wanted = this.query.trim().toLowerCase();
    const has = ({ title, text }: Entry) =>
      `${title ?? ''}\n${text}`.toLowerCase().includes(wanted);
    const isOf = (entry: Entry) => (this.day === null || entry.day === this.day) && has(entry);
    this.entries = this.isTrash ? [] : items.filter(isOf);
    this.next = null;
    this.searched_from_ms = null;
    this.kept_ms = at_ms;
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
