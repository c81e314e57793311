/**
 * One other person, over a line of our own (WebRTC): perfect negotiation, as the
 * specification has it, in which the lower seat id is polite.
 */
import type { RoomCandidate, RoomSaid } from '@downbeat/client';

export type PeerHeeds = {
  send(signal: { description?: RTCSessionDescriptionInit; candidates?: RoomCandidate[] }): void;
  streams(voice: MediaStream | null, screen: MediaStream | null): void;
};

/** Candidates come one by one, and are told together. */
const TOGETHER_MS = 80;
const CANDIDATES_MAX = 20;
/** The other end is another line than the one that this was made with. */
export class OtherLine extends Error {}

/** Which of the streams is a screen is told beside them. */
const CHANNEL = { negotiated: true, id: 0 } as const;

export class Peer {
  readonly #line: RTCPeerConnection;
  readonly #heeds: PeerHeeds;
  readonly #isPolite: boolean;
  /** Null until there is somebody at the other end. */
  #about: RTCDataChannel | null = null;
  #given: { voice: MediaStream | null; screen: MediaStream | null } = { voice: null, screen: null };
  readonly #senders = new Map<MediaStreamTrack, RTCRtpSender>();
  readonly #streams = new Map<string, MediaStream>();
  #candidates: RoomCandidate[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOffering = false;
  #isIgnoring = false;
  #screenId: string | null = null;
  #mine: string | null = null;

  constructor(config: RTCConfiguration, isPolite: boolean, heeds: PeerHeeds) {
    this.#line = new RTCPeerConnection(config);
    this.#heeds = heeds;
    this.#isPolite = isPolite;
    this.#line.onnegotiationneeded = () => void this.#offer();
    this.#line.onicecandidate = ({ candidate }) => candidate && this.#gather(candidate.toJSON());
    this.#line.oniceconnectionstatechange = () => {
      if (this.#line.iceConnectionState === 'failed') this.#line.restartIce();
    };
    this.#line.ontrack = ({ track, streams }) => {
      const stream = streams[0];
      if (!stream) return;
      this.#streams.set(stream.id, stream);
      stream.onremovetrack = () => {
        if (stream.getTracks().length === 0) this.#streams.delete(stream.id);
        this.#show();
      };
      track.onunmute = () => this.#show();
      this.#show();
    };
    // Who is polite waits to be asked: two first offers at once, one of them taken back,
    // leave Chromium without a data channel.
    if (!isPolite) this.#begin();
  }

  get isConnected(): boolean {
    return this.#line.connectionState === 'connected';
  }

  /** What this person gives: what was given before and is not among it is taken back. */
  give(voice: MediaStream | null, screen: MediaStream | null): void {
    this.#given = { voice, screen };
    if (!this.#about) return;
    const wanted = new Map<MediaStreamTrack, MediaStream>();
    for (const stream of [voice, screen]) {
      for (const track of stream?.getTracks() ?? []) if (stream) wanted.set(track, stream);
    }
    for (const [track, sender] of this.#senders) {
      if (wanted.has(track)) continue;
      this.#line.removeTrack(sender);
      this.#senders.delete(track);
    }
    for (const [track, stream] of wanted) {
      if (!this.#senders.has(track)) this.#senders.set(track, this.#line.addTrack(track, stream));
    }
    this.#mine = screen?.id ?? null;
    this.#tellScreen();
  }

  async hear({ description, candidates }: RoomSaid['signal']): Promise<void> {
    try {
      if (description) await this.#take(description as RTCSessionDescriptionInit);
      for (const candidate of candidates ?? []) await this.#line.addIceCandidate(candidate);
    } catch (error) {
      // What belongs to an offer that was not taken is of no use.
      if (!this.#isIgnoring) throw error;
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#line.close();
    this.#heeds.streams(null, null);
  }

  #begin(): void {
    if (this.#about) return;
    const about = this.#line.createDataChannel('about', CHANNEL);
    about.onopen = () => this.#tellScreen();
    about.onmessage = ({ data }) => {
      this.#screenId = typeof data === 'string' && data !== '' ? data : null;
      this.#show();
    };
    this.#about = about;
  }

  async #offer(): Promise<void> {
    // What is answered next says the same.
    if (this.#line.signalingState !== 'stable') return;
    this.#isOffering = true;
    try {
      await this.#line.setLocalDescription();
      this.#tell();
    } finally {
      this.#isOffering = false;
    }
  }

  async #take(description: RTCSessionDescriptionInit): Promise<void> {
    const isOffer = description.type === 'offer';
    const collides = isOffer && (this.#isOffering || this.#line.signalingState !== 'stable');
    this.#isIgnoring = !this.#isPolite && collides;
    if (this.#isIgnoring) return;
    const known = fingerprint(this.#line.remoteDescription);
    if (isOffer && known && known !== fingerprint(description)) throw new OtherLine();
    this.#begin();
    await this.#line.setRemoteDescription(description);
    this.give(this.#given.voice, this.#given.screen);
    if (!isOffer) return;
    await this.#line.setLocalDescription();
    this.#tell();
  }

  #tell(): void {
    const description = this.#line.localDescription;
    if (description) this.#heeds.send({ description: description.toJSON() });
  }

  #gather(candidate: RoomCandidate): void {
    this.#candidates.push(candidate);
    clearTimeout(this.#timer);
    const isFull = this.#candidates.length >= CANDIDATES_MAX;
    this.#timer = setTimeout(() => this.#tellCandidates(), isFull ? 0 : TOGETHER_MS);
  }

  #tellCandidates(): void {
    const candidates = this.#candidates.splice(0, CANDIDATES_MAX);
    if (candidates.length > 0) this.#heeds.send({ candidates });
    if (this.#candidates.length > 0) this.#tellCandidates();
  }

  #tellScreen(): void {
    if (this.#about?.readyState === 'open') this.#about.send(this.#mine ?? '');
  }

  #show(): void {
    const all = [...this.#streams.values()];
    const screen = all.find(({ id }) => id === this.#screenId) ?? null;
    const voice = all.find((stream) => stream !== screen) ?? null;
    this.#heeds.streams(voice, screen);
  }
}

/** Each line has a certificate of its own. */
function fingerprint(description: RTCSessionDescriptionInit | null): string | undefined {
  return description?.sdp?.match(/^a=fingerprint:(.*)$/m)?.[1]?.trim();
}
