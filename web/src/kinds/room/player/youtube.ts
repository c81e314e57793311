/**
 * A video of YouTube in its own embed, which is spoken to by messages: no script of
 * theirs runs on our page. What the embed says about itself comes a few times a second,
 * and in between the place is computed.
 */
import type { Heeds, Player, Sound } from './player';
import { commanding, listening, loudness, type Told, toldBy } from './youtube-messages';

const ORIGIN = 'https://www.youtube-nocookie.com';
/** It hears nothing before it has begun: it is asked again. */
const ASK_EVERY_MS = 250;
/** Nobody has answered by then. */
const ANSWERS_MAX_MS = 15_000;
/** Told to play, it has not begun by then. */
const BEGINS_MAX_MS = 3_000;
const SEEK_MAX_MS = 5_000;
const SEEK_NEAR_MS = 700;
/** Told to play, it stands for so long: an advertisement, or the network. */
const STANDS_MS = 1_500;
const LOOKS_EVERY_MS = 500;

const PLAYING = 1;
const BUFFERING = 3;

export function youtubePlayer(video: string, title: string, heeds: Heeds): Player {
  const frame = document.createElement('iframe');
  const over = new AbortController();
  let at = { ms: 0, heardMs: 0 };
  let state = -1;
  let isAsked = false;
  let movedMs = 0;
  let rate = 1;
  let durationMs = 0;
  let loaded = 0;
  let isReady = false;
  let isInterrupted = false;
  let sound: Sound = { volume: 1, isMuted: false };
  let isHushed = false;
  const waiting = new Set<() => void>();

  frame.title = title;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  // Without it YouTube shows an error, 153, and nothing else.
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  const wanted = new URLSearchParams({
    enablejsapi: '1',
    origin: location.origin,
    playsinline: '1',
    controls: '0',
    disablekb: '1',
    rel: '0',
    iv_load_policy: '3',
  });
  frame.src = `${ORIGIN}/embed/${video}?${wanted}`;

  const say = (message: object) =>
    frame.contentWindow?.postMessage(JSON.stringify(message), ORIGIN);
  const tell = (name: string, ...args: unknown[]) => say(commanding(name, args));
  const silence = setTimeout(() => heeds.failed('unreachable'), ANSWERS_MAX_MS);
  const asking = setInterval(() => say(listening()), ASK_EVERY_MS);
  // The embed says nothing of what it shows in between: the video's own time stands.
  const looking = setInterval(() => {
    interrupt(isReady && isAsked && performance.now() - movedMs > STANDS_MS);
  }, LOOKS_EVERY_MS);

  function interrupt(is: boolean): void {
    if (is === isInterrupted) return;
    isInterrupted = is;
    heeds.interrupted(is);
  }

  function where(): number {
    const since = state === PLAYING && !isInterrupted ? performance.now() - at.heardMs : 0;
    return at.ms + since * rate;
  }

  function hear(told: Told): void {
    if (told.ready && !isReady) {
      isReady = true;
      clearInterval(asking);
      clearTimeout(silence);
      tell('addEventListener', 'onStateChange');
      tell('addEventListener', 'onError');
      applySound();
      heeds.ready();
    }
    if (told.atMs !== undefined) {
      const nowMs = performance.now();
      if (told.atMs !== at.ms) movedMs = nowMs;
      at = { ms: told.atMs, heardMs: nowMs };
      interrupt(isInterrupted && movedMs !== nowMs);
    }
    if (told.rate !== undefined) rate = told.rate;
    if (told.loaded !== undefined) loaded = told.loaded;
    if (told.durationMs && told.durationMs !== durationMs) {
      durationMs = told.durationMs;
      heeds.found({ durationMs, ...(told.title !== undefined && { title: told.title }) });
    }
    if (told.state !== undefined) turn(told.state);
    if (told.failed) heeds.failed(told.failed);
    for (const look of waiting) look();
  }

  function turn(next: number): void {
    if (next === state) return;
    at = { ms: where(), heardMs: performance.now() };
    state = next;
    heeds.stalled(state === BUFFERING);
    // A seek, or a tap on the embed, makes it play by itself.
    if (state === PLAYING && !isAsked) tell('pauseVideo');
  }

  function applySound(): void {
    tell('setVolume', loudness(sound.volume));
    tell(sound.isMuted || isHushed ? 'mute' : 'unMute');
  }

  /** Whether something became so in time. */
  function until(is: () => boolean, mostMs: number): Promise<boolean> {
    return new Promise((done) => {
      const end = (so: boolean) => {
        clearTimeout(timer);
        waiting.delete(look);
        done(so);
      };
      const look = () => is() && end(true);
      const timer = setTimeout(() => end(is()), mostMs);
      over.signal.addEventListener('abort', () => end(false), { once: true });
      waiting.add(look);
      look();
    });
  }

  async function begin(): Promise<void> {
    tell('playVideo');
    const begins = () => state === PLAYING || state === BUFFERING || !isAsked;
    if (await until(begins, BEGINS_MAX_MS)) return;
    // Whoever has tapped on this page is not refused: it shows something else first.
    if (over.signal.aborted || navigator.userActivation?.hasBeenActive) return;
    if (isHushed || sound.isMuted) {
      heeds.hushed('blocked');
      return;
    }
    isHushed = true;
    applySound();
    heeds.hushed('muted');
    await begin();
  }

  addEventListener(
    'message',
    ({ origin, source, data }) => {
      if (origin !== ORIGIN || source !== frame.contentWindow) return;
      const told = toldBy(data);
      if (told) hear(told);
    },
    { signal: over.signal },
  );

  return {
    element: frame,
    // It knows a few rates, and steps between them are heard.
    isSteered: false,
    atMs: () => (isReady && !isInterrupted ? where() : null),
    bufferMs: () => Math.max(0, loaded * durationMs - where()),
    waits: () => state === BUFFERING,
    async seek(toMs) {
      tell('seekTo', toMs / 1_000, true);
      const askedMs = performance.now();
      at = { ms: toMs, heardMs: askedMs };
      // There is what the embed says since, not what it was told.
      const isThere = () =>
        at.heardMs > askedMs && state !== BUFFERING && Math.abs(where() - toMs) < SEEK_NEAR_MS;
      await until(isThere, SEEK_MAX_MS);
    },
    async play(wantedRate) {
      if (wantedRate !== rate) tell('setPlaybackRate', wantedRate);
      isAsked = true;
      movedMs = performance.now();
      await begin();
      return 0;
    },
    pause() {
      isAsked = false;
      interrupt(false);
      tell('pauseVideo');
    },
    setRate(wantedRate) {
      if (wantedRate !== rate) tell('setPlaybackRate', wantedRate);
    },
    setSound(next) {
      if (next.isMuted !== sound.isMuted || next.volume !== sound.volume) isHushed = false;
      sound = next;
      if (isReady) applySound();
    },
    end() {
      over.abort();
      clearInterval(asking);
      clearInterval(looking);
      clearTimeout(silence);
      frame.remove();
    },
  };
}
