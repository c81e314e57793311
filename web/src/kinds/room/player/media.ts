/** What a browser plays by itself: a `<video>`, which shows sounds, too. */
import type { FailedWhy, Heeds, Player, Sound } from './player';

/** Safari's picture halts at each change of the rate. */
const IS_STEERED = !globalThis.navigator?.vendor?.startsWith('Apple');
/** A seek that says nothing by then is over all the same. */
const SEEK_MAX_MS = 4_000;
const MOVES_MAX_MS = 2_000;

export function mediaElement(): HTMLVideoElement {
  const video = document.createElement('video');
  video.playsInline = true;
  video.preload = 'auto';
  video.disableRemotePlayback = true;
  // The page's own keys and buttons are what moves it.
  video.tabIndex = -1;
  return video;
}

/** `stop` is called at the end: what feeds the element ends with it. */
export function mediaPlayer(video: HTMLVideoElement, heeds: Heeds, stop = () => {}): Player {
  const over = new AbortController();
  let wanted: Sound = { volume: 1, isMuted: false };
  /** By the browser, until somebody taps. */
  let isHushed = false;
  let isReady = false;

  const on = (name: keyof HTMLMediaElementEventMap, then: () => void) =>
    video.addEventListener(name, then, { signal: over.signal });
  on('canplay', () => {
    if (!isReady) heeds.ready();
    isReady = true;
    heeds.stalled(false);
  });
  on('playing', () => heeds.stalled(false));
  on('waiting', () => heeds.stalled(true));
  on('durationchange', () => {
    if (Number.isFinite(video.duration)) heeds.found({ durationMs: video.duration * 1_000 });
  });
  on('error', () => heeds.failed(whyOf(video.error)));

  function sound(): void {
    video.volume = wanted.volume;
    video.muted = wanted.isMuted || isHushed;
  }

  async function start(): Promise<void> {
    try {
      await video.play();
    } catch (error) {
      if (!isNamed(error, 'NotAllowedError')) return;
      if (video.muted) {
        heeds.hushed('blocked');
        return;
      }
      isHushed = true;
      sound();
      heeds.hushed('muted');
      await start();
    }
  }

  return {
    element: video,
    isSteered: IS_STEERED,
    atMs: () => (isReady ? video.currentTime * 1_000 : null),
    bufferMs: () => aheadMs(video),
    waits: () => isReady && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    async seek(toMs) {
      const to = Math.max(0, toMs / 1_000);
      if (Math.abs(video.currentTime - to) < 0.000_5 && !video.seeking) return;
      const there = happened(video, 'seeked', SEEK_MAX_MS, over.signal);
      video.currentTime = to;
      await there;
    },
    async play(rate) {
      video.playbackRate = rate;
      const fromS = video.currentTime;
      await start();
      await moved(video, fromS, over.signal);
      return Math.max(0, ((video.currentTime - fromS) * 1_000) / rate);
    },
    pause: () => video.pause(),
    setRate(rate) {
      if (video.playbackRate !== rate) video.playbackRate = rate;
    },
    setSound(next) {
      // Whoever turns a knob has tapped.
      if (wanted.isMuted !== next.isMuted || wanted.volume !== next.volume) isHushed = false;
      wanted = next;
      sound();
    },
    end() {
      over.abort();
      video.pause();
      stop();
      video.removeAttribute('src');
      video.srcObject = null;
      video.load();
      video.remove();
    },
  };
}

export function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

function whyOf(error: MediaError | null): FailedWhy {
  return error?.code === MediaError.MEDIA_ERR_NETWORK ? 'unreachable' : 'unplayable';
}

function aheadMs({ buffered, currentTime }: HTMLVideoElement): number {
  for (let at = 0; at < buffered.length; at += 1) {
    const [from, to] = [buffered.start(at), buffered.end(at)];
    // What is found at the beginning may lie a picture behind it.
    if (from - 0.1 <= currentTime && currentTime <= to) return (to - currentTime) * 1_000;
  }
  return 0;
}

function happened(
  video: HTMLVideoElement,
  name: 'seeked',
  mostMs: number,
  ended: AbortSignal,
): Promise<void> {
  return new Promise((done) => {
    const signal = AbortSignal.any([ended, AbortSignal.timeout(mostMs)]);
    video.addEventListener(name, () => done(), { once: true, signal });
    signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** The first picture after the one that it stood on. */
function moved(video: HTMLVideoElement, fromS: number, ended: AbortSignal): Promise<void> {
  const untilMs = performance.now() + MOVES_MAX_MS;
  return new Promise((done) => {
    const look = () => {
      const isOver = ended.aborted || video.paused || performance.now() > untilMs;
      if (isOver || video.currentTime !== fromS) done();
      else requestAnimationFrame(look);
    };
    look();
  });
}
