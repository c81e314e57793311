/**
 * Keeps one player where the room is. What it is to do about a playback is planned
 * (plan.ts); how it is kept in step afterwards is decided by drift.ts. This is what runs
 * both: it waits, asks the player, and learns what that costs.
 */
import { type Costs, costs as newCosts } from '../costs';
import { type Dot, type Drift, drift as newDrift } from '../drift';
import { plan, type Step } from '../plan';
import type { Player } from '../player/player';
import { type Course, followed, heard, type Playback, positionMs } from '../position';
import { isSame } from './same';

export type Seam = {
  /** The server's time, with what this person wants to be ahead or behind. */
  nowMs(): number;
  /** A clock that never jumps. */
  localMs(): number;
  /** Calls at a server time, or at once; what it returns takes that back. */
  at(serverMs: number, then: () => void): () => void;
  /** Another item is to be shown, or none. `show` is called once its player is there. */
  load(item: string | null): void;
};

/** How it is, as it is shown. */
export type Standing = {
  dot: Dot;
  /** How far it is ahead of the room; null while that is not known. */
  driftMs: number | null;
};

export type Follower = {
  hear(told: Playback): void;
  /** The player of the item that was asked for; null where there is none any more. */
  show(player: Player | null): void;
  /** It can be sought now. */
  ready(): void;
  /** Something else is in the way: nothing is measured, and nothing is sought. */
  halt(is: boolean): void;
  /** Looks how far off the player is, and brings it nearer. */
  measure(): void;
  /** The tab is seen again, or somebody tapped: everything is done anew. */
  again(): void;
  catchUp(): void;
  letDrift(on: boolean): void;
  /** What the playback says for now. */
  target(): Playback | null;
  standing(): Standing;
  end(): void;
};

/** After a start or a seek a player needs a moment to be where it says. */
const SETTLES_MS = 400;
/** A join has so much time for its first seek, where nothing is known of the player. */
const FIRST_SEEK_MS = 350;
/** A picture that stands is the same for all: to less than a picture of 60 a second. */
const STANDS_MS = 8;
/** Starts and seeks that were asked for and are not over count no more after this. */
const BUSY_MAX_MS = 4_000;

export function follower(seam: Seam): Follower {
  let course: Course | null = null;
  let item: string | null = null;
  let player: Player | null = null;
  let costs: Costs = newCosts();
  let drift: Drift = newDrift(false);
  let isReady = false;
  let isHalted = false;
  let isDrifting = false;
  let isEnded = false;
  let driftMs: number | null = null;
  let settledMs = Number.NEGATIVE_INFINITY;
  let busySince: number | null = null;
  let pending: (() => void)[] = [];

  function schedule(steps: Step[]): void {
    for (const cancel of pending) cancel();
    // What is due is done at once and in its order; the rest waits for its time.
    pending = steps.flatMap((step) => {
      if (step.atMs > seam.nowMs()) return [seam.at(step.atMs, () => void run(step))];
      void run(step);
      return [];
    });
  }

  async function run(step: Step): Promise<void> {
    if (isEnded) return;
    if (step.do === 'load') {
      load(step.item);
      return;
    }
    const mine = player;
    if (!mine || !isReady) return;
    if (step.do === 'pause') mine.pause();
    else if (step.do === 'play') await timed('start', () => mine.play(step.rate), mine);
    else await timed('seek', () => seek(mine, step.toMs), mine);
  }

  async function seek(by: Player, toMs: number): Promise<number> {
    await by.seek(toMs);
    return 0;
  }

  /** `does` answers how long ago it was over. */
  async function timed(what: 'start' | 'seek', does: () => Promise<number>, by: Player) {
    const since = seam.localMs();
    busySince = since;
    const agoMs = await does();
    if (player !== by) return;
    costs.note(what, seam.localMs() - since - agoMs);
    settledMs = seam.localMs();
    if (busySince === since) busySince = null;
  }

  function load(next: string | null): void {
    if (next === item && player) return;
    item = next;
    player = null;
    isReady = false;
    driftMs = null;
    seam.load(next);
  }

  function target(): Playback | null {
    return course && followed(course, seam.nowMs());
  }

  /** Somewhere in the middle: its start is put far enough ahead to be met. */
  function begin(): void {
    if (!course) return;
    player?.pause();
    const { told } = course;
    const nowMs = seam.nowMs();
    const leadMs = Math.max(costs.of('seek'), FIRST_SEEK_MS) + costs.of('start');
    const startMs = Math.max(told.anchor_server_ms, nowMs + leadMs);
    const anchored = {
      ...told,
      anchor_server_ms: startMs,
      anchor_media_ms: positionMs(told, startMs),
    };
    const steps = plan({ told: told.playing ? anchored : told, before: null }, costs, nowMs);
    schedule(steps.filter((step) => step.do !== 'load'));
  }

  function steer(by: Player, told: Playback): void {
    // Sought, it would begin to wait anew.
    if (by.waits()) return;
    const atMs = by.atMs();
    if (atMs === null) return;
    const targetMs = positionMs(told, seam.nowMs());
    driftMs = atMs - targetMs;
    const step = drift.measure({
      nowMs: seam.localMs(),
      atMs,
      targetMs,
      rate: told.rate,
      seekCostMs: costs.of('seek'),
    });
    if (step.do === 'seek') void timed('seek', () => seek(by, step.toMs), by);
    else by.setRate(step.do === 'steer' ? told.rate * step.factor : told.rate);
  }

  function stand(by: Player, told: Playback): void {
    const atMs = by.atMs();
    if (atMs === null) return;
    driftMs = atMs - told.anchor_media_ms;
    if (isDrifting || Math.abs(driftMs) < STANDS_MS || !by.isSteered) return;
    void timed('seek', () => seek(by, told.anchor_media_ms), by);
  }

  return {
    hear(told) {
      if (course && isSame(course.told, told)) return;
      const isElsewhere = course?.told.item !== told.item;
      course = heard(course, told, seam.nowMs());
      if (isElsewhere || !told.playing) drift.reset();
      // What is loaded may be another than what was followed: one that is pending is
      // loaded already.
      const from = told.item === item ? course : { told, before: null };
      schedule(plan(from, costs, seam.nowMs()));
    },
    show(next) {
      if (player !== next) {
        isReady = false;
        costs = newCosts(costs);
        drift = newDrift(next?.isSteered ?? false);
        drift.letDrift(isDrifting);
      }
      player = next;
    },
    ready() {
      isReady = true;
      begin();
    },
    halt(is) {
      isHalted = is;
      if (!is) settledMs = seam.localMs();
    },
    measure() {
      const told = target();
      if (!told || !player || !isReady || isHalted || told.item !== item) {
        driftMs = null;
        return;
      }
      const nowMs = seam.localMs();
      const isBusy = busySince !== null && nowMs - busySince < BUSY_MAX_MS;
      if (isBusy || nowMs - settledMs < SETTLES_MS) return;
      if (told.playing && seam.nowMs() >= told.anchor_server_ms) steer(player, told);
      else if (!told.playing) stand(player, told);
    },
    again() {
      drift.reset();
      if (isReady) begin();
    },
    catchUp() {
      isDrifting = false;
      drift.catchUp();
      if (isReady) begin();
    },
    letDrift(on) {
      isDrifting = on;
      drift.letDrift(on);
    },
    target,
    standing: () => ({ dot: drift.dot(), driftMs }),
    end() {
      isEnded = true;
      for (const cancel of pending) cancel();
      player = null;
    },
  };
}
