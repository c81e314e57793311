/** The streamer's one camp: found, made, changed and ended. */
import { retryMs } from '@downbeat/client';
import { asProblem, type Problem } from '../../../../kit/api/problem';
import type { Session } from '../api/model';
import { makeCamp, readCamp, readSession } from '../api/sessions';

class Camp {
  session = $state.raw<Session>();
  isMissing = $state(false);
  problem = $state.raw<Problem>();
  #again: ReturnType<typeof setTimeout> | undefined;

  async arrive(failures = 0): Promise<void> {
    clearTimeout(this.#again);
    try {
      const session = await readCamp();
      this.problem = undefined;
      if (session) this.take(session);
      else this.gone();
    } catch (error) {
      this.problem = asProblem(error);
      if (this.problem.status === 401) return;
      const wait_ms = this.problem.retry_ms ?? retryMs(failures + 2, Math.random());
      this.#again = setTimeout(() => this.arrive(failures + 1), wait_ms);
    }
  }

  /** Somebody may have made it meanwhile: then that one is it. */
  async make(): Promise<void> {
    try {
      this.take(await makeCamp());
    } catch (error) {
      if (asProblem(error).code !== 'exists') throw error;
      await this.arrive();
    }
  }

  async readAgain(): Promise<void> {
    if (this.session) this.take(await readSession(this.session.id));
  }

  take(session: Session): void {
    this.session = session;
    this.isMissing = false;
  }

  gone(): void {
    this.session = undefined;
    this.isMissing = true;
  }
}

export const camp = new Camp();
