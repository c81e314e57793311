/** Files on their way to the server, ahead of the message that has them. */
import { upload } from '../../../kit/api/upload';
import { uuid7 } from '../../../kit/words/uuid';
import { type Attachment, kindOf, type Medium, unfit } from './attachments';
import { inWords } from './words';

/** One on its way, or one that did not arrive: it stays until somebody says otherwise. */
export type Going = {
  readonly key: string;
  readonly file: File;
  readonly kind: Medium['kind'];
  /** What it looks like, while only this page has it. */
  readonly preview: string;
  readonly share: number;
  readonly fault: string | null;
  readonly stop: AbortController;
};

export class Tray {
  going = $state.raw<readonly Going[]>([]);
  readonly #take: (arrived: Attachment) => void;
  readonly #say: (code: string) => string | undefined;

  /** `take` is told of each that arrived; `say` has words for a code. */
  constructor(take: (arrived: Attachment) => void, say: (code: string) => string | undefined) {
    this.#take = take;
    this.#say = say;
  }

  get isBusy(): boolean {
    return this.going.some((one) => one.fault === null);
  }

  /** Sends them, as far as they go with what is there; why the first does not, that does not. */
  add(files: Iterable<File>, there: readonly Attachment[]): string | null {
    let fault: string | null = null;
    for (const file of files) {
      const kinds = [...there, ...this.going].map((one) => one.kind);
      const why = unfit(file, kinds);
      const kind = kindOf(file.type);
      if (why !== null || kind === null) {
        fault ??= this.#say(why ?? 'unsupported_media_type') ?? null;
        continue;
      }
      const preview = kind === 'image' ? URL.createObjectURL(file) : '';
      const stop = new AbortController();
      const going = { key: uuid7(), file, kind, preview, share: 0, fault: null, stop };
      this.going = [...this.going, going];
      void this.#send(going);
    }
    return fault;
  }

  again(key: string): void {
    const going = this.going.find((one) => one.key === key);
    if (!going) return;
    this.#change(key, { fault: null, share: 0 });
    void this.#send(going);
  }

  drop(key: string): void {
    const going = this.going.find((one) => one.key === key);
    if (!going) return;
    this.going = this.going.filter((one) => one.key !== key);
    going.stop.abort();
    URL.revokeObjectURL(going.preview);
  }

  clear(): void {
    for (const { key } of this.going) this.drop(key);
  }

  async #send({ key, file, stop }: Going): Promise<void> {
    const tell = (share: number) => this.#change(key, { share });
    try {
      const { id, kind, width, height, duration_ms } = await upload(file, tell, stop.signal);
      if (stop.signal.aborted) return;
      this.#take({ id, kind, width, height, duration_ms, alt: '' });
      this.drop(key);
    } catch (error) {
      if (stop.signal.aborted) return;
      const problem = inWords(error);
      this.#change(key, { fault: this.#say(problem.code) ?? problem.message });
    }
  }

  #change(key: string, to: Partial<Going>): void {
    this.going = this.going.map((one) => (one.key === key ? { ...one, ...to } : one));
  }
}
