/** What is said to YouTube's embed, and what it says: JSON as text, both ways. */
import type { FailedWhy } from './player';

const CHANNEL = { id: 1, channel: 'widget' } as const;

export const listening = () => ({ event: 'listening', ...CHANNEL });
export const commanding = (func: string, args: unknown[]) => ({
  event: 'command',
  func,
  args,
  ...CHANNEL,
});

/** From 0 to 100. */
export const loudness = (volume: number) => Math.round(volume * 100);

/** What one message tells; what it does not speak of is left out. */
export type Told = {
  ready?: true;
  atMs?: number;
  durationMs?: number;
  title?: string;
  state?: number;
  rate?: number;
  /** How much of it is there, as a share. */
  loaded?: number;
  failed?: FailedWhy;
};

const FAILED: Readonly<Record<number, FailedWhy>> = {
  2: 'gone',
  5: 'unplayable',
  100: 'gone',
  101: 'refused',
  150: 'refused',
  153: 'refused',
};

export function toldBy(data: unknown): Told | null {
  const message = read(data);
  if (!message) return null;
  const { event, info } = message;
  if (event === 'onReady') return { ready: true };
  if (event === 'onError') return { failed: FAILED[Number(info)] ?? 'unplayable' };
  if (event === 'onStateChange') return { state: Number(info) };
  if (event !== 'initialDelivery' && event !== 'infoDelivery') return null;
  return typeof info === 'object' && info !== null ? ofInfo(info as Info) : null;
}

type Info = {
  currentTime?: unknown;
  duration?: unknown;
  playerState?: unknown;
  playbackRate?: unknown;
  videoLoadedFraction?: unknown;
  videoData?: { title?: unknown } | null;
};

function ofInfo(info: Info): Told {
  const told: Told = {};
  if (isNumber(info.currentTime)) told.atMs = info.currentTime * 1_000;
  if (isNumber(info.duration) && info.duration > 0) told.durationMs = info.duration * 1_000;
  if (isNumber(info.playbackRate)) told.rate = info.playbackRate;
  if (isNumber(info.videoLoadedFraction)) told.loaded = info.videoLoadedFraction;
  const title = info.videoData?.title;
  if (typeof title === 'string' && title !== '') told.title = title;
  if (isNumber(info.playerState)) told.state = info.playerState;
  return told;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function read(data: unknown): { event?: unknown; info?: unknown } | null {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === 'object' && message !== null ? message : null;
  } catch {
    return null;
  }
}
