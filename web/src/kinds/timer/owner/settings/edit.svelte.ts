/** A timer's config while it is changed: nothing is sent before Save. */
import { asProblem, type FieldError } from '../../../../kit/api/problem';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import type { Timer, View } from '../api/model';
import { readTimer, saveTimer } from '../api/sessions';
import { changeOf, configOf, type Draft, draftOf, seated } from '../form/draft';
import { faultsOf } from '../form/faults';
import { t } from '../texts';
import { isStarted, withRules } from './started';

const STALE = 412;

export class Edit {
  #base: Timer;
  #clean = $state('');
  draft = $state() as Draft;
  isSaving = $state(false);
  /** Somebody saved meanwhile: what they saved. */
  theirs = $state.raw<Timer>();
  /** It was started meanwhile: what stands from then on, and was to change. */
  started = $state.raw<FieldError[]>();
  #errors = $state.raw<FieldError[]>([]);
  readonly faults = $derived(faultsOf(this.#errors));
  readonly hasChanges = $derived(written(this.draft) !== this.#clean);
  readonly #onsaved: (timer: Timer) => void;

  constructor(timer: Timer, view: View | null, onsaved: (timer: Timer) => void) {
    this.#onsaved = onsaved;
    this.#base = timer;
    this.#take(timer, view);
  }

  /** Saved elsewhere, or somebody came or went, while nothing was changed here. */
  follow(timer: Timer, view: View | null): void {
    if (this.hasChanges || this.isSaving) return;
    if (timer.config_version < this.#base.config_version) return;
    if (written(draftOf(seated(timer.config, view))) !== this.#clean) this.#take(timer, view);
    this.#base = timer;
  }

  discard(view: View | null): void {
    this.#take(this.theirs ?? this.#base, view);
  }

  async save(): Promise<void> {
    if (!this.hasChanges || this.isSaving) return;
    this.isSaving = true;
    const draft = $state.snapshot(this.draft);
    try {
      const saved = await saveTimer(this.#base.id, changeOf(draft), this.#base.config_version);
      this.#base = saved;
      this.#clean = written(draft);
      this.#errors = [];
      this.theirs = undefined;
      this.started = undefined;
      this.#onsaved(saved);
      toasts.say(t.form.saved);
    } catch (error) {
      await this.#explain(error);
    } finally {
      this.isSaving = false;
    }
  }

  /** Mine is saved over what somebody else saved. */
  async insist(): Promise<void> {
    if (!this.theirs) return;
    this.#base = this.theirs;
    this.theirs = undefined;
    await this.save();
  }

  /** Its rules stay as they are; the rest of what is written waits to be saved. */
  leaveRules(view: View | null): void {
    const base = draftOf(seated(this.#base.config, view));
    this.draft = withRules($state.snapshot(this.draft) as Draft, base, this.started ?? []);
    this.started = undefined;
  }

  async #explain(error: unknown): Promise<void> {
    const problem = asProblem(error);
    if (isStarted(problem)) {
      this.started = problem.errors;
      return;
    }
    this.#errors = problem.errors;
    if (problem.status === STALE) {
      try {
        this.theirs = await readTimer(this.#base.id);
        return;
      } catch (failure) {
        toasts.say(t.form.notSaved(asProblem(failure).message), true);
        return;
      }
    }
    if (problem.errors.length === 0) toasts.say(t.form.notSaved(problem.message), true);
  }

  #take(timer: Timer, view: View | null): void {
    this.#base = timer;
    this.draft = draftOf(seated(timer.config, view));
    this.#clean = written(this.draft);
    this.#errors = [];
    this.theirs = undefined;
    this.started = undefined;
  }
}

function written(draft: Draft): string {
  return JSON.stringify(configOf(draft));
}
