/** The settings of a camp while they are changed: nothing is sent before Save. */
import { asProblem, type FieldError } from '../../../../kit/api/problem';
import { toasts } from '../../../../kit/toasts/toasts.svelte';
import { fieldOf, isIn, unplaced } from '../../../../kit/words/unplaced';
import type { Session } from '../api/model';
import { readSession, saveConfig } from '../api/sessions';
import { camp } from '../camp/camp.svelte';
import { t } from '../texts';
import { configOf, type Draft, draftOf } from './draft';
import { faultsOf } from './limits';

const STALE = 412;

const FIELDS: readonly string[] = [
  'pack',
  'difficulties',
  'tick_ms',
  'party_max',
  'out_max',
  'rest_s',
  'names',
  'blocked_names',
  'third_mark',
  'after_outage',
  'chat_word',
  'season.title',
  'season.days',
  'ticker.corner',
  'ticker.lines',
];

export class Settings {
  #base = $state.raw() as Session;
  draft = $state() as Draft;
  isSaving = $state(false);
  /** Somebody saved meanwhile: what they saved. */
  theirs = $state.raw<Session>();
  /** What the server found fault with, for as long as it is what it was then. */
  #refused = $state.raw<{ written: string; errors: FieldError[] }>();
  readonly hasChanges = $derived(written(this.draft) !== written(draftOf(this.#base.config)));
  readonly faults = $derived.by(() => {
    const found = faultsOf(configOf(this.draft));
    const isSame = this.#refused?.written === written(this.draft);
    const told = isSame ? (this.#refused?.errors ?? []) : [];
    return [...found, ...told.filter((one) => !found.some(({ field }) => field === one.field))];
  });
  /** Those that stand beside no field, in words. */
  readonly rest = $derived(unplaced(this.faults, (field) => isIn(field, FIELDS)));

  constructor(session: Session) {
    this.#take(session);
  }

  faultOf(field: string): string | undefined {
    return this.faults.find((one) => isIn(one.field, [field]))?.message;
  }

  /** Saved elsewhere while nothing was changed here. */
  follow(session: Session): void {
    const isNewer = session.config_version > this.#base.config_version;
    if (isNewer && !this.hasChanges && !this.isSaving) this.#take(session);
  }

  discard(): void {
    this.#take(this.theirs ?? this.#base);
  }

  /** Mine is saved over what somebody else saved. */
  async insist(): Promise<void> {
    if (!this.theirs) return;
    this.#base = this.theirs;
    this.theirs = undefined;
    await this.save();
  }

  async save(): Promise<void> {
    if (!this.hasChanges || this.isSaving || faultsOf(configOf(this.draft)).length > 0) return;
    this.isSaving = true;
    try {
      const { id, config_version } = this.#base;
      const saved = await saveConfig(id, configOf(this.draft), config_version);
      this.#take(saved);
      camp.take(saved);
      toasts.say(t.settings.saved);
    } catch (error) {
      await this.#explain(error);
    } finally {
      this.isSaving = false;
    }
  }

  async #explain(error: unknown): Promise<void> {
    const problem = asProblem(error);
    const errors = problem.errors.map((one) => ({ ...one, field: fieldOf(one.field) }));
    this.#refused = { written: written(this.draft), errors };
    try {
      if (problem.status === STALE) this.theirs = await readSession(this.#base.id);
      else if (errors.length === 0) throw problem;
    } catch (failure) {
      toasts.say(t.settings.notSaved(asProblem(failure).message), true);
    }
  }

  #take(session: Session): void {
    this.#base = session;
    this.draft = draftOf(session.config);
    this.theirs = undefined;
    this.#refused = undefined;
  }
}

function written(draft: Draft): string {
  return JSON.stringify(configOf(draft));
}
