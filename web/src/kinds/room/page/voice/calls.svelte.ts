/** Voice, cameras and screens: a line to each other person, eight at most. */
import type { RoomVoice } from '@downbeat/client';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { readIce } from '../api/ice';
import type { Live } from '../live/live.svelte';
import type { Screen } from '../live/screen.svelte';
import { t } from '../texts';
import { heedSpeech } from './loudness';
import { OtherLine, Peer } from './peer';

const PEERS_MAX = 8;
/** A line that is not there by then is made anew: a signal may be lost. */
const CONNECTED_WITHIN_MS = 12_000;
/** Whoever calls is listened to for so long, though nothing says yet what for. */
const HEARD_FOR_MS = 3_000;

export type Call = { voice: MediaStream | null; volume: number; isSpeaking: boolean };

export class Calls {
  /** By seat. */
  others = $state<Record<string, Call>>({});
  mic = $state.raw<MediaStream | null>(null);
  isMuted = $state(false);
  hasCamera = $state(false);
  isSpeaking = $state(false);
  isJoining = $state(false);
  /** Of the own screen, while it is shown. */
  screen = $state.raw<MediaStream | null>(null);
  readonly #live: Live;
  readonly #screen: Screen;
  readonly #peers = new Map<string, Peer>();
  /** What each shows, which may come before it is known to be on. */
  readonly #screens = new Map<string, MediaStream>();
  readonly #heard = new Set<string>();
  /** By seat: when all signals that came before have been taken. */
  readonly #turns = new Map<string, Promise<void>>();
  readonly #ignore: (() => void)[];
  #ice: RTCConfiguration | null = null;
  #unheed = () => {};
  #isOver = false;
  /** Whose screen is shown. */
  #shownBy: string | null = null;

  constructor(live: Live, screen: Screen) {
    this.#live = live;
    this.#screen = screen;
    this.#ignore = [
      live.onView(() => void this.#sort()),
      live.session.onSaid((said) => {
        if (!said.seat) return;
        if (said.name === 'signal') this.#hearInTurn(said.seat, said.body);
        if (said.name === 'speaking') this.#speaks(said.seat, said.body.on);
      }),
    ];
  }

  get isIn(): boolean {
    return this.#live.me?.voice !== null && this.#live.me?.voice !== undefined;
  }

  get canShare(): boolean {
    return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
  }

  get canTalk(): boolean {
    return typeof navigator.mediaDevices?.getUserMedia === 'function';
  }

  async join(): Promise<void> {
    this.isJoining = true;
    try {
      const mic = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true },
      });
      if (!(await this.#live.ask('voice', { mic: true, camera: false, share: false }))) {
        stop(mic);
        return;
      }
      this.mic = mic;
      this.isMuted = false;
      this.#unheed = heedSpeech(mic, (is) => this.#say(is));
      await this.#sort();
    } catch {
      toasts.say(t.voice.refused, true);
    } finally {
      this.isJoining = false;
    }
  }

  async hangUp(): Promise<void> {
    this.#drop();
    await this.#live.ask('hang_up', {});
  }

  mute(is: boolean): void {
    this.isMuted = is;
    for (const track of this.mic?.getAudioTracks() ?? []) track.enabled = !is;
    if (is) this.#say(false);
    void this.#tell();
  }

  async camera(is: boolean): Promise<void> {
    const mic = this.mic;
    if (!mic) return;
    if (is) {
      try {
        const video = await navigator.mediaDevices.getUserMedia({ video: { height: 360 } });
        for (const track of video.getVideoTracks()) mic.addTrack(track);
      } catch {
        toasts.say(t.voice.noCamera, true);
        return;
      }
    } else {
      for (const track of mic.getVideoTracks()) {
        track.stop();
        mic.removeTrack(track);
      }
    }
    this.hasCamera = is;
    await this.#tell();
    this.#give();
  }

  /** Puts the own screen into the queue; it is shown when its turn is. */
  async shareScreen(): Promise<void> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true });
    } catch {
      return;
    }
    this.screen = stream;
    const ends = () => this.stopScreen();
    for (const track of stream.getVideoTracks()) track.addEventListener('ended', ends);
    const place = this.#live.may('next') ? 'now' : 'end';
    if (!(await this.#live.ask('add', { items: [{ source: { kind: 'screen' } }], place }))) ends();
    await this.#sort();
  }

  end(): void {
    this.#isOver = true;
    for (const ignore of this.#ignore) ignore();
    this.#drop();
    this.stopScreen();
    for (const seat of this.#peers.keys()) this.#leave(seat);
  }

  /** Lines are there for whoever needs one, and for nobody else. */
  async #sort(): Promise<void> {
    if (this.#isOver) return;
    if (this.mic && !this.isIn && !this.isJoining) this.#drop();
    const wanted = this.#wanted();
    const { current } = this.#live;
    const shownBy = current?.source.kind === 'screen' ? current.by : null;
    // What somebody showed before is not what is shown now.
    if (shownBy !== this.#shownBy) {
      this.#screen.takeStream(shownBy === null ? null : (this.#screens.get(shownBy) ?? null));
    }
    this.#shownBy = shownBy;
    for (const seat of this.#peers.keys()) {
      if (!wanted.has(seat) && !this.#heard.has(seat)) this.#leave(seat);
    }
    if (shownBy === this.#live.seat) this.#screen.takeStream(this.screen);
    for (const seat of wanted) await this.#peer(seat);
    this.#give();
  }

  #wanted(): Set<string> {
    const { current, people, seat: own } = this.#live;
    const others = people.filter(({ id, here, role }) => id !== own && here && role !== 'viewer');
    const talk = this.isIn ? others.filter(({ voice }) => voice !== null) : [];
    const isScreen = current?.source.kind === 'screen';
    const shown =
      isScreen && current.by !== own ? others.filter(({ id }) => id === current.by) : [];
    const lookers = isScreen && current.by === own ? others : [];
    return new Set([...shown, ...talk, ...lookers].slice(0, PEERS_MAX).map(({ id }) => id));
  }

  async #peer(seat: string): Promise<Peer | null> {
    const known = this.#peers.get(seat);
    if (known) return known;
    const config = await this.#config();
    const again = this.#peers.get(seat);
    if (again || !config) return again ?? null;
    this.others[seat] = { voice: null, volume: 1, isSpeaking: false };
    const peer = new Peer(config, this.#live.seat < seat, {
      send: (signal) => void this.#signal(seat, signal),
      streams: (voice, screen) => this.#streams(seat, voice, screen),
    });
    this.#peers.set(seat, peer);
    setTimeout(() => {
      if (peer.isConnected || this.#peers.get(seat) !== peer) return;
      this.#leave(seat);
      void this.#sort();
    }, CONNECTED_WITHIN_MS);
    return peer;
  }

  #leave(seat: string): void {
    const peer = this.#peers.get(seat);
    this.#peers.delete(seat);
    peer?.end();
    this.#screens.delete(seat);
    delete this.others[seat];
  }

  async #config(): Promise<RTCConfiguration | null> {
    if (this.#ice) return this.#ice;
    try {
      const { servers, relay_only } = await readIce(this.#live.session_id, this.#live.token);
      this.#ice = { iceServers: servers, iceTransportPolicy: relay_only ? 'relay' : 'all' };
      return this.#ice;
    } catch {
      toasts.say(t.voice.noLine, true);
      return null;
    }
  }

  async #signal(to: string, signal: Parameters<Peer['hear']>[0]): Promise<void> {
    await this.#live.session.say('signal', { to, ...signal });
  }

  /**
   * One after the other: an offer that is looked at while the answer before it is still
   * being taken would pass for a collision, and be ignored though nobody makes it again.
   */
  #hearInTurn(seat: string, signal: Parameters<Peer['hear']>[0]): void {
    const turn = (this.#turns.get(seat) ?? Promise.resolve()).then(() => this.#hear(seat, signal));
    this.#turns.set(seat, turn);
  }

  async #hear(seat: string, signal: Parameters<Peer['hear']>[0]): Promise<void> {
    if (!this.#heard.has(seat)) {
      this.#heard.add(seat);
      setTimeout(() => {
        this.#heard.delete(seat);
        void this.#sort();
      }, HEARD_FOR_MS);
    }
    try {
      await (await this.#peer(seat))?.hear(signal);
    } catch (error) {
      // A line that cannot be made out is made anew; one that was, is answered.
      this.#leave(seat);
      await this.#sort();
      if (error instanceof OtherLine) await (await this.#peer(seat))?.hear(signal);
    }
  }

  #streams(seat: string, voice: MediaStream | null, screen: MediaStream | null): void {
    const call = this.others[seat];
    if (call) call.voice = voice;
    if (screen) this.#screens.set(seat, screen);
    else this.#screens.delete(seat);
    const { current } = this.#live;
    if (current?.source.kind === 'screen' && current.by === seat) this.#screen.takeStream(screen);
  }

  #give(): void {
    const { current, seat: own } = this.#live;
    const isShown = current?.source.kind === 'screen' && current.by === own;
    for (const [seat, peer] of this.#peers) {
      const talks = this.isIn && this.#live.view?.seats[seat]?.voice;
      peer.give(talks ? this.mic : null, isShown ? this.screen : null);
    }
  }

  async #tell(): Promise<void> {
    const voice: RoomVoice = { mic: !this.isMuted, camera: this.hasCamera, share: false };
    await this.#live.tell('voice', voice);
  }

  #say(is: boolean): void {
    if (this.isSpeaking === is) return;
    this.isSpeaking = is;
    void this.#live.session.say('speaking', { on: is });
  }

  #speaks(seat: string, is: boolean): void {
    const call = this.others[seat];
    if (call) call.isSpeaking = is;
  }

  #drop(): void {
    this.#unheed();
    this.#unheed = () => {};
    if (this.mic) stop(this.mic);
    this.mic = null;
    this.hasCamera = false;
    this.isSpeaking = false;
    this.#give();
  }

  stopScreen(): void {
    if (!this.screen) return;
    stop(this.screen);
    this.screen = null;
    this.#screen.takeStream(null);
    const mine = this.#live.items.find(
      ({ source, by }) => source.kind === 'screen' && by === this.#live.seat,
    );
    if (mine) void this.#live.tell('remove', { item: mine.id });
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
