/** Records a voice, once somebody wants it: the microphone is asked for then and let go after. */
import { RECORDED_MS_MAX } from './attachments';

/** The first that the browser can. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
const BITS_A_SECOND = 48_000;
const LOOK_EVERY_MS = 200;

export type Refused = 'denied' | 'missing';

export class Recorder {
  state = $state<'off' | 'asking' | 'on'>('off');
  passed_ms = $state(0);
  refused = $state<Refused | null>(null);
  readonly #done: (file: File) => void;
  #recorder: MediaRecorder | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #isWanted = false;

  constructor(done: (file: File) => void) {
    this.#done = done;
  }

  static isPossible(): boolean {
    return typeof MediaRecorder !== 'undefined' && typeOf() !== undefined;
  }

  async begin(): Promise<void> {
    if (this.state !== 'off') return;
    [this.state, this.refused, this.#isWanted] = ['asking', null, true];
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
      [this.state, this.refused] = ['off', isDenied ? 'denied' : 'missing'];
      return;
    }
    // Somebody went elsewhere while the browser asked.
    if (!this.#isWanted) {
      silence(stream);
      this.state = 'off';
      return;
    }
    this.#record(stream);
  }

  /** Ends it, and hands it on. */
  end(): void {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  /** Ends it, and nothing is left of it. */
  drop(): void {
    this.#isWanted = false;
    this.end();
  }

  #record(stream: MediaStream): void {
    const type = typeOf() ?? '';
    const recorder = new MediaRecorder(stream, {
      mimeType: type,
      audioBitsPerSecond: BITS_A_SECOND,
    });
    const parts: Blob[] = [];
    const began_ms = performance.now();
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data);
    };
    recorder.onstop = () => {
      silence(stream);
      clearInterval(this.#timer);
      [this.state, this.#recorder] = ['off', null];
      if (this.#isWanted && parts.length > 0) {
        this.#done(new File(parts, 'voice', { type: recorder.mimeType || type }));
      }
    };
    [this.#recorder, this.passed_ms] = [recorder, 0];
    this.#timer = setInterval(() => {
      this.passed_ms = Math.min(performance.now() - began_ms, RECORDED_MS_MAX);
      if (this.passed_ms === RECORDED_MS_MAX) this.end();
    }, LOOK_EVERY_MS);
    recorder.start();
    this.state = 'on';
  }
}

function typeOf(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
