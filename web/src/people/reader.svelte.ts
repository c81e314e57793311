/** Who looks, and what they may do. */
import { signsWith, whenSignedOut } from '../kit/api/client';
import { asProblem, Problem } from '../kit/api/problem';
import { know, knownName } from './known';
import { type Me, readMe } from './me';

class Reader {
  #me = $state.raw<Me>();
  #arriving: Promise<void> | null = null;
  isSignedOut = $state(false);
  /** Whether somebody was signed in before, or this is a stranger's first visit. */
  wasHere = $state(false);
  problem = $state.raw<Problem>();

  constructor() {
    whenSignedOut(() => this.leave());
  }

  arrive(): Promise<void> {
    const arriving = this.#arrive().finally(() => {
      if (this.#arriving === arriving) this.#arriving = null;
    });
    this.#arriving = arriving;
    return arriving;
  }

  /** Who looks, once that is known; where it could not be asked it is asked again. */
  async known(): Promise<Me | undefined> {
    if (!this.me && !this.isSignedOut) await (this.#arriving ?? this.arrive());
    return this.me;
  }

  async #arrive(): Promise<void> {
    const arriving = readMe();
    const csrf = arriving.then(
      (me) => me.csrf,
      () => '',
    );
    signsWith(csrf, () => this.#signAgain());
    try {
      const me = await arriving;
      this.#me = me;
      know(me.is_guest ? null : me.name);
      this.isSignedOut = false;
      this.problem = undefined;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Another may be signed in here by now: what this page has goes under no other's name. */
  async #signAgain(): Promise<string> {
    const me = await readMe().catch(() => null);
    const was = this.#me;
    // What a guest made is whose they are once they signed in.
    if (!me || !was || was.is_guest || me.id === was.id) return me?.csrf ?? '';
    [this.wasHere, this.isSignedOut] = [true, true];
    throw new Problem(401, { code: 'signed_out' });
  }

  /**
   * Nobody is signed in here any more. Where that was not meant, pages go on being whose they
   * are: what is typed there is theirs. Whoever means it leaves nothing on the screen.
   */
  leave(isMeant = false): void {
    this.wasHere ||= this.#me !== undefined || knownName() !== null;
    know(null);
    if (isMeant) this.#me = undefined;
    this.isSignedOut = true;
  }

  /** There is no account any more: whoever comes here next is a stranger. */
  forget(): void {
    know(null);
    this.#me = undefined;
    this.wasHere = false;
    this.isSignedOut = true;
  }

  get me(): Me | undefined {
    return this.#me;
  }

  /** Whether this browser has no account, and made something all the same. */
  get isGuest(): boolean {
    return !this.isSignedOut && (this.#me?.is_guest ?? false);
  }

  /** Whether there is an account, whose own are templates, say. */
  get hasAccount(): boolean {
    return !this.isSignedOut && this.#me !== undefined && !this.#me.is_guest;
  }

  /** Readers look; only admins act. The server holds to that too. */
  get mayAct(): boolean {
    return this.#me?.role === 'admin';
  }
}

export const reader = new Reader();
