import {
  type Connection,
  type Role,
  type Table,
  type TapAnswer,
  type TimerView,
  table,
} from '@downbeat/client';
import { pass } from '../pass';
import { wordsFor } from './refused';

export type Steering = 'start' | 'pause' | 'resume' | 'undo';

/** What whoever holds the link sees and may do. */
export class Actions {
  /** How late a table may tell a tap. */
  readonly grace_ms: number;
  private readonly table: Table | null;
  private readonly listeners = new Set<(words: string) => void>();
  private isPassing = false;
  private isBarred = false;

  constructor(private readonly timer: Connection<'timer'>) {
    this.grace_ms = timer.view?.offline_grace_ms ?? 0;
    this.table = timer.role === 'table' ? table(timer, { grace_ms: this.grace_ms }) : null;
  }

  get role(): Role | null {
    return this.timer.role;
  }

  /** Whose seat the link is for, where it is for one. */
  get participant(): string | null {
    return this.timer.participant;
  }

  /** Taps that the server has not answered. */
  get waiting(): number {
    return this.table?.waiting ?? 0;
  }

  /** For how long the first of them that was sent has had no answer. */
  get unanswered_ms(): number {
    return this.table?.unanswered_ms ?? 0;
  }

  now(): number {
    return this.timer.serverNow();
  }

  onView(listener: (view: TimerView) => void): () => void {
    return (this.table ?? this.timer).onView(listener);
  }

  /** Words on what was refused. Returns what ends it. */
  onRefused(listener: (words: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether the link may pass the turn that is on. */
  mayPass(view: TimerView): boolean {
    if (view.status !== 'running' || view.active === null) return false;
    if (this.role === 'participant') return this.timer.participant === view.active;
    return this.mayTap();
  }

  maySteer(): boolean {
    return this.mayTap() && this.role !== 'participant' && !this.isBarred;
  }

  /** Whether the turn passed. On a table it shows at once. */
  async pass(): Promise<boolean> {
    if (this.table) return this.heard(await this.table.tap());
    if (this.isPassing) return false;
    this.isPassing = true;
    const answer = await pass(this.timer);
    this.isPassing = false;
    return this.heard(answer);
  }

  async steer(name: Steering): Promise<boolean> {
    // What is taken back is the switch that is seen.
    const turn = this.timer.view?.turn ?? 0;
    const answer = await (name === 'undo'
      ? this.timer.command(name, { turn })
      : this.timer.command(name));
    if (!answer.ok && answer.code === 'forbidden') this.isBarred = true;
    return this.heard(answer);
  }

  private mayTap(): boolean {
    return this.role !== null && this.role !== 'viewer' && this.role !== 'overlay';
  }

  private heard(answer: TapAnswer): boolean {
    if (answer.ok) return true;
    const words = wordsFor(answer.code, answer.message);
    for (const listener of this.listeners) listener(words);
    return false;
  }
}
