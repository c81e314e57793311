/** The settings of one meter while they are changed: nothing is sent before Save. */
import { asProblem, type FieldError } from '../../../../kit/api/problem';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { isIn, unplaced } from '../../../../kit/words/unplaced';
import type { MeterConfig, Session } from '../api/model';
import { readSession, saveConfig } from '../api/sessions';
import { meter } from '../meter/meter.svelte';
import { t } from '../texts';
import { type Choices, type Conflict, conflictOf, resolved } from './conflict';
import { changesOf, type Draft, differing, NAMES } from './fields';
import { faultsOf } from './limits';

const STALE = 412;
const INVALID = 422;

/** What the server found fault with, for as long as it is what it was then. */
type Refused = { draft: string; errors: FieldError[] };

export class Settings {
  #base = $state.raw() as Session;
  draft = $state() as Draft;
  conflict = $state.raw<Conflict>();
  isSaving = $state(false);
  #refused = $state.raw<Refused>();
  readonly changed = $derived(differing(this.#base.config, this.draft));
  readonly faults = $derived.by(() => {
    const found = faultsOf(this.draft);
    const refused = this.#refused;
    const isSame = refused?.draft === JSON.stringify(this.draft);
    const told = isSame ? refused.errors : [];
    const known = new Set(found.map(({ field }) => field));
    return [...found, ...told.filter(({ field }) => !known.has(field))];
  });

  /** Those that stand beside no field, in words. */
  readonly rest = $derived(unplaced(this.faults, (field) => isIn(field, NAMES)));

  constructor(session: Session) {
    this.#base = session;
    this.draft = structuredClone(session.config);
  }

  get id(): string {
    return this.#base.id;
  }

  get hasChanges(): boolean {
    return this.changed.length > 0;
  }

  faultOf(field: string): string | undefined {
    return this.faults.find((one) => isIn(one.field, [field]))?.message;
  }

  discard(): void {
    this.#take(this.#base);
  }

  /** Saved elsewhere while nothing was changed here: there is nothing to choose. */
  follow(session: Session): void {
    if (!this.hasChanges && session.config_version > this.#base.config_version) this.#take(session);
  }

  async save(): Promise<void> {
    if (!this.hasChanges || this.isSaving || faultsOf(this.draft).length > 0) return;
    this.isSaving = true;
    try {
      // Without faults every number is there.
      const draft = $state.snapshot(this.draft) as MeterConfig;
      const changes = changesOf(this.changed, draft);
      const saved = await saveConfig(this.id, changes, this.#base.config_version);
      this.#take(saved);
      toasts.say(t.settings.saved);
    } catch (error) {
      await this.#explain(error);
    } finally {
      this.isSaving = false;
    }
  }

  /** The person chose: theirs is the ground now, and what was kept of mine is saved onto it. */
  async resolve(choices: Choices): Promise<void> {
    if (!this.conflict) return;
    const merged = resolved(this.conflict, $state.snapshot(this.draft) as Draft, choices);
    this.#take(this.conflict.theirs);
    this.draft = merged;
    if (this.hasChanges) await this.save();
    else toasts.say(t.settings.kept);
  }

  leaveConflict(): void {
    this.conflict = undefined;
  }

  async #explain(error: unknown): Promise<void> {
    const problem = asProblem(error);
    if (problem.status === STALE) await this.#compare();
    else if (problem.status === INVALID && problem.errors.length > 0) {
      this.#refused = { draft: JSON.stringify(this.draft), errors: problem.errors };
    } else toasts.say(t.settings.notSaved(problem.message), true);
  }

  async #compare(): Promise<void> {
    try {
      const theirs = await readSession(this.id);
      const mine = $state.snapshot(this.draft) as Draft;
      const conflict = conflictOf(this.#base.config, mine, theirs);
      if (conflict.rows.length > 0) this.conflict = conflict;
      else {
        this.#take(theirs);
        toasts.say(t.settings.saved);
      }
    } catch (error) {
      toasts.say(t.settings.notSaved(asProblem(error).message), true);
    }
  }

  #take(session: Session): void {
    this.#base = session;
    this.draft = structuredClone(session.config);
    this.conflict = undefined;
    this.#refused = undefined;
    meter.take(session);
  }
}
