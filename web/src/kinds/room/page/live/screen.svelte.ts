/** The player of this page: what it shows, how it stands to the room, and how loud it is. */
import { localMs, type RoomSource } from '@downbeat/client';
import { type Follower, follower, type Standing } from '../../follow/follower';
import { nextLoadsMs } from '../../plan';
import { type Kept, openPlayer } from '../../player/open';
import type { FailedWhy, Heeds, Player } from '../../player/player';
import { offsetMs, positionMs } from '../../position';
import type { Live, Queued } from './live.svelte';
import { kept, type Prefs } from './prefs';
import { Reporter } from './reporter';

const MEASURE_EVERY_MS = 200;
const SHOWN_EVERY_MS = 200;
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** What this person has to bring before anything is shown. */
export type Missing = 'file' | 'screen';

type Opened = { item: string; player: Player; isReady: boolean };

export class Screen {
  standing = $state.raw<Standing>({ dot: 'in_step', driftMs: null });
  hushed = $state<'no' | 'muted' | 'blocked'>('no');
  isStalled = $state(false);
  isInterrupted = $state(false);
  isLoading = $state(false);
  isDrifting = $state(false);
  failed = $state.raw<FailedWhy | null>(null);
  missing = $state.raw<Missing | null>(null);
  /** How what was opened from here differs from what the others watch. */
  differs = $state.raw<{ bytes: number; durationMs: number | null } | null>(null);
  /** Where the room is, for what shows it. */
  atMs = $state(0);
  bufferMs = $state(0);
  prefs: Prefs = $state(kept.read());
  readonly #live: Live;
  readonly #follower: Follower;
  readonly #reporter: Reporter;
  readonly #files = new Map<string, File>();
  readonly #added: File[] = [];
  #mount: HTMLElement | null = null;
  /** Each load but the last is of no use any more. */
  #loads = 0;
  #isOver = false;
  #opened: Opened | null = null;
  #next: Opened | null = null;
  #nextTimer: ReturnType<typeof setTimeout> | undefined;
  #stream: MediaStream | null = null;
  readonly #timers: ReturnType<typeof setInterval>[];

  constructor(live: Live) {
    this.#live = live;
    this.#follower = follower({
      nowMs: () => this.#nowMs(),
      localMs,
      at: (serverMs, then) => this.#at(serverMs, then),
      load: (item) => void this.#load(item),
    });
    this.#reporter = new Reporter(live);
    live.onView((view, before) => {
      this.#follower.hear(view.playback);
      if (before?.queue !== view.queue || before?.playback !== view.playback) this.#planNext();
      this.#lookAtItem();
    });
    this.#timers = [
      setInterval(() => this.#measure(), MEASURE_EVERY_MS),
      setInterval(() => this.#show(), SHOWN_EVERY_MS),
    ];
    document.addEventListener('visibilitychange', this.#seen);
  }

  /** Where the player's element is put. */
  mount(place: HTMLElement): () => void {
    this.#mount = place;
    if (this.#opened) place.append(this.#opened.player.element);
    return () => {
      this.#mount = null;
    };
  }

  get offset_ms(): number {
    return this.prefs.offset_ms;
  }

  get element(): HTMLElement | null {
    return this.#opened?.player.element ?? null;
  }

  set(change: Partial<Prefs>): void {
    Object.assign(this.prefs, change);
    this.prefs.offset_ms = offsetMs(this.prefs.offset_ms);
    kept.write({ ...this.prefs });
    this.#applySound();
    if ('volume' in change || 'isMuted' in change) this.hushed = 'no';
  }

  /** A tap: what the browser refused before is done now. */
  tap(): void {
    this.hushed = 'no';
    const { volume, isMuted } = this.prefs;
    this.#opened?.player.setSound({ volume, isMuted: !isMuted });
    this.#applySound();
    this.#follower.again();
  }

  catchUp(): void {
    this.isDrifting = false;
    this.#follower.catchUp();
  }

  letDrift(on: boolean): void {
    this.isDrifting = on;
    this.#follower.letDrift(on);
    if (!on) this.#follower.catchUp();
  }

  /** A copy of what is on the screens. */
  bring(file: File): void {
    const item = this.#live.current;
    if (item?.source.kind !== 'own') return;
    this.#files.set(item.id, file);
    const isSame = file.size === item.source.bytes;
    this.differs = isSame ? null : { bytes: file.size - item.source.bytes, durationMs: null };
    void this.#load(item.id);
  }

  /** Whoever adds a file has opened it already: it is known again in the queue. */
  keepNamed(file: File): void {
    this.#added.push(file);
  }

  /** Somebody's screen that came over the line. */
  takeStream(stream: MediaStream | null): void {
    if (this.#stream === stream) return;
    this.#stream = stream;
    if (this.#live.current?.source.kind === 'screen') void this.#load(this.#live.current.id);
  }

  retry(): void {
    void this.#load(this.#live.view?.playback.item ?? null);
  }

  /** Where the room is: as shown, and where reactions go. */
  whereMs(): number | null {
    const told = this.#follower.target();
    return told?.item ? positionMs(told, this.#nowMs()) : null;
  }

  end(): void {
    // What is still being opened is closed when it comes.
    this.#isOver = true;
    this.#loads += 1;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#nextTimer);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#follower.end();
    this.#reporter.end();
    this.#close(this.#opened);
    this.#close(this.#next);
  }

  #nowMs(): number {
    return this.#live.now() + this.prefs.offset_ms;
  }

  #at(serverMs: number, then: () => void): () => void {
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, serverMs - this.#nowMs()));
    const timer = setTimeout(then, waitMs);
    return () => clearTimeout(timer);
  }

  async #load(id: string | null): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    this.#close(this.#opened);
    this.#opened = null;
    this.#follower.show(null);
    this.failed = null;
    this.missing = null;
    this.isStalled = false;
    this.isInterrupted = false;
    this.#reporter.item(id);
    if (id === null) {
      this.isLoading = false;
      return;
    }
    this.isLoading = true;
    const ahead = this.#next?.item === id ? this.#next : null;
    if (ahead) this.#next = null;
    const opened = ahead ?? (await this.#open(id));
    // Something else was asked for meanwhile, or the same with what was missing.
    if (load !== this.#loads) {
      this.#close(opened);
      return;
    }
    if (!opened) {
      const kind = this.#live.current?.source.kind;
      this.missing = kind === 'own' ? 'file' : kind === 'screen' ? 'screen' : null;
      this.isLoading = false;
      return;
    }
    this.#opened = opened;
    opened.player.element.hidden = false;
    this.#mount?.append(opened.player.element);
    this.#applySound();
    this.#follower.show(opened.player);
    if (opened.isReady) this.#begin();
  }

  async #open(id: string): Promise<Opened | null> {
    const item = this.#live.items.find((one) => one.id === id);
    if (!item) return null;
    const held: { opened: Opened | null; isReady: boolean } = { opened: null, isReady: false };
    const isShown = () => held.opened !== null && this.#opened === held.opened;
    const heeds: Heeds = {
      ready: () => {
        held.isReady = true;
        if (held.opened) held.opened.isReady = true;
        if (isShown()) this.#begin();
      },
      stalled: (is) => {
        if (!isShown()) return;
        this.isStalled = is;
        this.#reporter.state(is ? 'loading' : 'ready');
      },
      found: (what) => {
        this.#reporter.found(id, what);
        this.#compare(item.source, what.durationMs);
      },
      failed: (why) => {
        // It is opened anew when its turn comes.
        if (held.opened && this.#next === held.opened) {
          this.#close(held.opened);
          this.#next = null;
          return;
        }
        this.#reporter.failed(id);
        if (!isShown() && held.opened) return;
        this.failed = why;
        this.isLoading = false;
      },
      hushed: (how) => {
        if (isShown()) this.hushed = how;
      },
      interrupted: (is) => {
        if (!isShown()) return;
        this.isInterrupted = is;
        this.#follower.halt(is);
      },
    };
    const brought: Kept = { file: this.#fileOf(item), screen: this.#stream };
    const player = await openPlayer(item.source, item.title, brought, heeds);
    if (!player) return null;
    player.element.hidden = true;
    held.opened = { item: id, player, isReady: held.isReady };
    return held.opened;
  }

  #fileOf({ id, source }: Queued): File | null {
    if (source.kind !== 'own') return null;
    const { name, bytes } = source;
    const file =
      this.#files.get(id) ?? this.#added.find((one) => one.name === name && one.size === bytes);
    if (file) this.#files.set(id, file);
    return file ?? null;
  }

  #begin(): void {
    this.isLoading = false;
    this.#follower.ready();
    this.#reporter.state('ready');
  }

  #close(opened: Opened | null): void {
    opened?.player.end();
  }

  #compare(source: RoomSource, durationMs: number | undefined): void {
    if (source.kind !== 'own' || durationMs === undefined) return;
    const off = Math.round(durationMs - source.duration_ms);
    const bytes = this.differs?.bytes ?? 0;
    if (Math.abs(off) > 500) this.differs = { bytes, durationMs: off };
  }

  /** The next item is opened shortly before the end, so that it begins at once. */
  #planNext(): void {
    clearTimeout(this.#nextTimer);
    const { view, current, items } = this.#live;
    const next = current && items.find(({ pos }) => pos === current.pos + 1);
    if (this.#next && this.#next.item !== next?.id) {
      this.#close(this.#next);
      this.#next = null;
    }
    const at = view && nextLoadsMs(view.playback, current?.duration_ms ?? null);
    if (!next || !at || this.#next || next.source.kind === 'screen') return;
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, at - this.#nowMs()));
    this.#nextTimer = setTimeout(() => void this.#openNext(next.id), waitMs);
  }

  async #openNext(id: string): Promise<void> {
    if (this.#next || this.#opened?.item === id) return;
    const opened = await this.#open(id);
    if (!opened) return;
    if (this.#isOver || this.#next || this.#opened?.item === id) {
      this.#close(opened);
      return;
    }
    // An embed that is in no page loads nothing.
    this.#next = opened;
    this.#mount?.append(opened.player.element);
  }

  /** The item may be told of after what plays: its player waits for it. */
  #lookAtItem(): void {
    const { current } = this.#live;
    const isWaiting = !this.#opened && !this.isLoading && !this.failed && !this.missing;
    if (current && isWaiting) void this.#load(current.id);
  }

  #applySound(): void {
    const { volume, isMuted } = this.prefs;
    this.#opened?.player.setSound({ volume, isMuted });
  }

  #measure(): void {
    if (document.hidden) return;
    this.#follower.measure();
    const { dot, driftMs } = this.#follower.standing();
    if (dot !== this.standing.dot || driftMs !== this.standing.driftMs) {
      this.standing = { dot, driftMs };
    }
    this.#reporter.drift(driftMs, this.bufferMs, dot);
  }

  #show(): void {
    if (document.hidden) return;
    this.atMs = this.whereMs() ?? 0;
    this.bufferMs = this.#opened?.player.bufferMs() ?? 0;
  }

  readonly #seen = () => {
    if (!document.hidden) this.#measure();
  };
}
