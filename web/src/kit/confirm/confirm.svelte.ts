/** Asks before something is done: what will happen, why, and whether to go on. */
export type Question = {
  title: string;
  text: string;
  /** What the button says. */
  verb: string;
  /** What the other one says, which leaves everything as it is. */
  stay?: string;
  isDanger?: boolean;
  /** What has to be typed first, as for what cannot be undone. */
  phrase?: string;
  /** In the console every action is written down; some need to say why. */
  reason: 'required' | 'optional' | 'none';
};

export type Consent = { reason: string | null };

class Confirmation {
  question = $state.raw<Question>();
  #answer: ((consent: Consent | null) => void) | undefined;

  ask(question: Question): Promise<Consent | null> {
    this.answer(null);
    this.question = question;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  answer(consent: Consent | null): void {
    this.#answer?.(consent);
    this.#answer = undefined;
    this.question = undefined;
  }
}

export const confirmation = new Confirmation();
