/** What of somebody's notices is on the page. What is read is read here at once. */
import type { InboxView } from '@downbeat/client';
import { patiently } from '../../../kit/api/patiently';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { attempt } from '../../../kit/toasts/toasts.svelte';
import { told } from '../../../people/told.svelte';
import { unread } from '../../../people/unread.svelte';
import { t } from '../texts';
import { markRead, markReadUntil, readNotices } from './doors';
import type { Notice, NoticePage } from './notice';
import { isNew, marked, merged, readIn } from './pages';

export class Inbox {
  /** None until the first are there. */
  items = $state.raw<readonly Notice[]>();
  hasOlder = $state(false);
  isPaging = $state(false);
  problem = $state.raw<Problem>();
  /** The server cannot answer yet, and is asked again by itself. */
  waits = $state.raw<Problem>();
  /** How many are unread as far as this page knows: more in the bar are new. */
  #unread = $state(0);
  #isUnread = false;
  #next: string | null = null;
  #turn = 0;
  /** When the newest were so: what comes into one since is unread. */
  #asOf = 0;

  get hasNew(): boolean {
    const { items } = this;
    if (!items) return false;
    const latest = told.view?.latest;
    return latest ? latest.some((one) => isNew(items, one)) : unread.count > this.#unread;
  }

  get hasUnread(): boolean {
    return this.#unread > 0;
  }

  /** The newest, or the newest that are unread. What was there stays until they are. */
  async open(isUnread: boolean): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#isUnread = isUnread;
    this.problem = undefined;
    // What is older than others is no page of these.
    this.hasOlder = false;
    try {
      const page = await this.#read(null);
      if (turn !== this.#turn) return;
      this.items = page.items;
      this.#asOf = page.now_ms;
      this.#told(page);
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    }
  }

  /** What was told: what was read elsewhere is read here, and what is new can be had. */
  hear({ unread: count, latest }: InboxView): void {
    unread.take(count);
    if (!this.items) return;
    const read = readIn(latest);
    const isMeant = ({ id, at_ms }: Notice) => count === 0 || at_ms <= (read.get(id) ?? -1);
    const wasUnread = this.items.filter((notice) => !notice.read && isMeant(notice)).length;
    if (wasUnread > 0) this.items = marked(this.items, isMeant);
    // Those of older pages are among them, too.
    this.#unread = Math.min(count, Math.max(0, this.#unread - wasUnread));
  }

  /** Answers with the first that came. */
  async older(): Promise<Notice | undefined> {
    if (this.isPaging || !this.hasOlder) return;
    this.isPaging = true;
    const turn = this.#turn;
    const page = await attempt(
      () => this.#read(this.#next),
      () => null,
    );
    this.isPaging = false;
    if (!page || turn !== this.#turn) return;
    const here = new Set(this.items?.map(({ id }) => id));
    this.items = merged(this.items ?? [], page.items);
    this.#told(page);
    return page.items.find(({ id }) => !here.has(id));
  }

  /** Somebody follows it. Where it cannot be told that it is read, it stays unread. */
  async read({ id, read }: Notice): Promise<void> {
    if (read) return;
    this.#mark(id, true);
    try {
      await markRead([id], this.#asOf);
    } catch {
      this.#mark(id, false);
    }
  }

  /** All that were seen: what came meanwhile is new all the same. */
  async readAll(): Promise<boolean> {
    const { items } = this;
    if (!items || items.length === 0) return false;
    const until_ms = this.#asOf;
    const done = await attempt(
      () => patiently(() => markReadUntil(until_ms).then(() => true), this.#wait),
      () => t.list.allRead,
    );
    this.waits = undefined;
    if (!done) return false;
    this.items = marked(this.items ?? [], () => true);
    this.#unread = 0;
    unread.take(0);
    await unread.ask();
    return true;
  }

  #mark(id: string, read: boolean): void {
    this.items = marked(this.items ?? [], (notice) => notice.id === id, read);
    const by = read ? -1 : 1;
    this.#unread = Math.max(0, this.#unread + by);
    unread.take(unread.count + by);
  }

  #told({ next, unread: count }: NoticePage): void {
    this.#next = next;
    this.hasOlder = next !== null;
    this.#unread = count;
    unread.take(count);
  }

  async #read(cursor: string | null): Promise<NoticePage> {
    try {
      return await patiently(() => readNotices(this.#isUnread, cursor), this.#wait);
    } finally {
      this.waits = undefined;
    }
  }

  readonly #wait = (problem: Problem): void => {
    this.waits = problem;
  };
}
