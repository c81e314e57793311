/** Who looks, and what they may do. */
import { signsWith, whenSignedOut } from '../kit/api/client';
import { asProblem, type Problem } from '../kit/api/problem';
import { type Me, readMe } from './me';

class Reader {
  #me = $state.raw<Me>();
  isSignedOut = $state(false);
  problem = $state.raw<Problem>();

  constructor() {
    whenSignedOut(() => {
      this.isSignedOut = true;
    });
  }

  async arrive(): Promise<void> {
    try {
      const me = await readMe();
      signsWith(me.csrf);
      this.#me = me;
      this.isSignedOut = false;
      this.problem = undefined;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  get me(): Me | undefined {
    return this.#me;
  }

  /** Readers look; only admins act. The server holds to that too. */
  get mayAct(): boolean {
    return this.#me?.role === 'admin';
  }
}

export const reader = new Reader();
