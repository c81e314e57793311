/** The chat: lines in the order of their numbers, and what happened in between. */
import type { RoomLine, SaidOf } from '@downbeat/client';
import { readLines, type StoredLine } from '../api/lines';
import type { Activity } from './activity';
import type { Live } from './live.svelte';

export type Entry =
  | { is: 'line'; key: string; line: StoredLine }
  | { is: 'activity'; key: string; at_ms: number; activity: Activity };

/** More is on the server. */
const KEPT_MAX = 500;
const UNSAY_MS = 10 * 60_000;
const TYPING_MS = 4_000;
const TYPING_EVERY_MS = 2_500;

export class Chat {
  lines = $state.raw<StoredLine[]>([]);
  activities = $state.raw<{ at_ms: number; activity: Activity; n: number }[]>([]);
  /** Seats that write, with when that was heard. */
  typing = $state.raw<ReadonlyMap<string, number>>(new Map());
  hasEarlier = $state(false);
  unread = $state(0);
  replyTo = $state.raw<StoredLine | null>(null);
  /** Whether it is looked at. */
  isOpen = true;
  readonly #live: Live;
  #count = 0;
  /** The number behind which lines are missing. */
  #gapAfter: number | null = null;
  #typedMs = Number.NEGATIVE_INFINITY;
  #isReading = false;
  #incarnation = '';

  constructor(live: Live) {
    this.#live = live;
    live.session.onSaid((said) => this.#hear(said));
    live.session.onConnection(({ is }) => {
      if (is === 'live') void this.#readOn();
    });
  }

  readonly entries: Entry[] = $derived.by(() => {
    const lines: (Entry & { at_ms: number })[] = this.lines.map((line) => ({
      is: 'line',
      key: keyOf(line),
      line,
      at_ms: line.at_ms,
    }));
    const others: (Entry & { at_ms: number })[] = this.activities.map(({ at_ms, activity, n }) => ({
      is: 'activity',
      key: `a${n}`,
      at_ms,
      activity,
    }));
    // Lines keep the order of their numbers, whatever their times.
    return [...lines, ...others].sort((one, other) => one.at_ms - other.at_ms);
  });

  note(activity: Activity): void {
    this.#count += 1;
    const entry = { at_ms: this.#live.now(), activity, n: this.#count };
    this.activities = [...this.activities, entry].slice(-KEPT_MAX);
  }

  read(): void {
    this.unread = 0;
  }

  lineOf(n: number): StoredLine | undefined {
    return this.lines.find((line) => line.n === n && line.shadow === undefined);
  }

  mayUnsay(line: StoredLine): boolean {
    const isMine = line.seat === this.#live.seat;
    return (isMine && this.#live.now() - line.at_ms < UNSAY_MS) || this.#live.may('mute');
  }

  async say(text: string, mentions: string[], media_ms: number | null): Promise<boolean> {
    const reply = this.replyTo?.n;
    const answer = await this.#live.session.say('line', {
      text,
      ...(reply !== undefined && { reply }),
      ...(mentions.length > 0 && { mentions }),
      ...(media_ms !== null && { media_ms: Math.round(media_ms) }),
    });
    if (!answer.ok) {
      this.#live.refused(answer);
      return false;
    }
    // It comes to this seat as to all others.
    this.replyTo = null;
    return true;
  }

  async unsay({ n, shadow }: StoredLine): Promise<void> {
    const named = shadow === undefined ? { n } : { n, shadow };
    const answer = await this.#live.session.say('unsay', named);
    if (!answer.ok) this.#live.refused(answer);
  }

  type(): void {
    const nowMs = performance.now();
    if (nowMs - this.#typedMs < TYPING_EVERY_MS) return;
    this.#typedMs = nowMs;
    void this.#live.session.say('typing', {});
  }

  /** Who writes now, without this person. */
  writers(nowMs: number): string[] {
    const still = [...this.typing].filter(([, at]) => nowMs - at < TYPING_MS);
    return still.map(([seat]) => seat).filter((seat) => seat !== this.#live.seat);
  }

  async earlier(): Promise<void> {
    const first = this.lines[0];
    if (first) await this.#read({ before: first.n });
  }

  #hear(said: SaidOf<'room'>): void {
    if (said.name === 'line' && said.n !== undefined && said.seat) {
      this.#take({ ...said.body, n: said.n, seat: said.seat, at_ms: said.at_ms });
      this.#stops(said.seat);
    } else if (said.name === 'unsay') this.#forget(said.body);
    else if (said.name === 'typing') {
      const heard = new Map(this.typing);
      for (const { seat } of said.body.all) heard.set(seat, performance.now());
      this.typing = heard;
    }
  }

  #stops(seat: string): void {
    if (!this.typing.has(seat)) return;
    const left = new Map(this.typing);
    left.delete(seat);
    this.typing = left;
  }

  #take(line: RoomLine): void {
    const last = this.lines.at(-1)?.n ?? 0;
    this.#put([line]);
    if (!this.isOpen && line.seat !== this.#live.seat) this.unread += 1;
    // A number was left out: what is missing is read, now or with a later line.
    if (last > 0 && line.n > last + 1) this.#gapAfter ??= last;
    if (this.#gapAfter !== null) void this.#read({ after: this.#gapAfter });
  }

  #put(more: StoredLine[]): void {
    const all = new Map(this.lines.map((line) => [keyOf(line), line]));
    for (const line of more) all.set(keyOf(line), line);
    this.lines = [...all.values()].sort(inOrder).slice(-KEPT_MAX);
  }

  #forget({ n, shadow }: { n: number; shadow?: number }): void {
    this.lines = this.lines.map((line) => {
      const isIt = shadow === undefined ? line.n === n : line.shadow === shadow;
      return isIt && (line.shadow === undefined) === (shadow === undefined)
        ? { ...line, text: null }
        : line;
    });
  }

  async #readOn(): Promise<void> {
    const [incarnation = ''] = this.#live.session.rev.split('-');
    // Numbers of what was lost with the live state are given again.
    if (incarnation !== this.#incarnation) {
      this.lines = [];
      this.#gapAfter = null;
    }
    this.#incarnation = incarnation;
    const last = this.#gapAfter ?? this.lines.at(-1)?.n;
    await this.#read(last === undefined ? {} : { after: last });
  }

  async #read(wanted: { before?: number; after?: number }): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      const lines = await readLines(this.#live.session_id, this.#live.token, wanted);
      this.#put(lines);
      if (wanted.after !== undefined && wanted.after === this.#gapAfter) this.#gapAfter = null;
      if (wanted.after === undefined) this.hasEarlier = (lines[0]?.n ?? 1) > 1;
    } catch {
      // It is read again with the next line that is heard.
    } finally {
      this.#isReading = false;
    }
  }
}

function keyOf({ n, shadow }: StoredLine): string {
  return shadow === undefined ? `l${n}` : `s${shadow}`;
}

function inOrder(one: StoredLine, other: StoredLine): number {
  return one.n - other.n || (one.shadow ?? 0) - (other.shadow ?? 0);
}
