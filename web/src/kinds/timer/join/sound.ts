import type { TimerView } from '@downbeat/client';
import { make, mark } from '../../../kit/element';
import type { Level } from '../paint/level';
import { icon } from './icons';
import { t } from './texts';

const KEPT_AS = 'timer-sound';

/** Pitches in Hz, one after the other. */
const TONES = {
  turn: [660],
  low: [880, 880],
  critical: [1_046, 1_046, 1_046],
  over: [523, 392, 262],
} as const;

const TONE_S = 0.12;
const BETWEEN_S = 0.06;
const VOLUME = 0.25;

/**
 * Tones at warnings, at the end of a time and as a turn passes. Off until somebody
 * on this device turns them on, which is also the gesture that browsers wait for.
 */
export class Sound {
  readonly button = make('button', 'sound');
  private isOn = isKept();
  private context: AudioContext | null = null;
  private turn: string | null = null;

  constructor() {
    this.button.type = 'button';
    this.button.append(icon('sound'));
    this.button.addEventListener('click', () => this.toggle());
    this.show();
  }

  toggle(): void {
    this.isOn = !this.isOn;
    keep(this.isOn);
    this.show();
    if (this.isOn) this.play('turn');
  }

  /** A turn that passed is heard; the first that is seen is none. */
  hear({ active, status }: TimerView): void {
    const turn = status === 'running' ? active : null;
    if (this.turn !== null && turn !== null && turn !== this.turn) this.play('turn');
    this.turn = turn;
  }

  level(level: Level): void {
    if (level !== 'enough') this.play(level);
  }

  private play(what: keyof typeof TONES): void {
    if (!this.isOn) return;
    this.context ??= new AudioContext();
    const { context } = this;
    void context.resume();
    TONES[what].forEach((pitch, at) => {
      const [tone, loudness] = [context.createOscillator(), context.createGain()];
      const from = context.currentTime + at * (TONE_S + BETWEEN_S);
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(VOLUME, from);
      loudness.gain.exponentialRampToValueAtTime(0.001, from + TONE_S);
      tone.connect(loudness).connect(context.destination);
      tone.start(from);
      tone.stop(from + TONE_S);
    });
  }

  private show(): void {
    this.button.ariaPressed = String(this.isOn);
    this.button.ariaLabel = t.sound;
    this.button.title = this.isOn ? t.soundOn : t.soundOff;
    mark(this.button, 'on', this.isOn);
  }
}

function isKept(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) === 'on';
  } catch {
    return false;
  }
}

/** Where the browser keeps nothing it is off the next time. */
function keep(isOn: boolean): void {
  try {
    localStorage.setItem(KEPT_AS, isOn ? 'on' : 'off');
  } catch {}
}
