/** Who looks, and what they may do. */
import { signsWith, whenSignedOut } from '../kit/api/client';
import { asProblem, type Problem } from '../kit/api/problem';
import { know, knownName } from './known';
import { type Me, readMe } from './me';

class Reader {
  #me = $state.raw<Me>();
  isSignedOut = $state(false);
  /** Whether somebody was signed in before, or this is a stranger's first visit. */
  wasHere = $state(false);
  problem = $state.raw<Problem>();

  constructor() {
    whenSignedOut(() => this.leave());
  }

  async arrive(): Promise<void> {
    const arriving = readMe();
    const signed = async (me: Promise<Me>) => (await me.catch(() => null))?.csrf ?? '';
    signsWith(signed(arriving), () => signed(readMe()));
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
