/** Whether the draft that is open goes on in another editor: known before two texts meet. */
type Open = { id: string; base: string | null; isSending: boolean };

/** What is told may be ahead of the answer to what was sent, or behind it, for so long. */
const DOUBT_MS = 2_000;

export class Elsewhere {
  is = $state(false);
  readonly #open: () => Open | null;
  #drafts: Readonly<Record<string, string>> = {};
  #doubt: ReturnType<typeof setTimeout> | undefined;

  /** `open`: what is open here, and the rev of what the server took of it last. */
  constructor(open: () => Open | null) {
    this.#open = open;
  }

  /** The newest rev of each draft, as far as it is told. */
  hear(drafts: Readonly<Record<string, string>>): void {
    this.#drafts = drafts;
    this.look();
  }

  /** Something was told, sent or opened. */
  look(): void {
    if (!this.#differs()) {
      clearTimeout(this.#doubt);
      this.#doubt = undefined;
      this.is = false;
    } else if (!this.is) this.#doubt ??= setTimeout(() => this.#decide(), DOUBT_MS);
  }

  #decide(): void {
    this.#doubt = undefined;
    if (this.#open()?.isSending) this.look();
    else this.is = this.#differs();
  }

  #differs(): boolean {
    const open = this.#open();
    if (!open || open.base === null) return false;
    const told = this.#drafts[open.id];
    return told !== undefined && told !== open.base;
  }
}
