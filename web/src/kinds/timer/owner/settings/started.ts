/** A timer was started while its settings were changed: its rules stand from then on. */
import type { FieldError, Problem } from '../../../../kit/api/problem';
import { fieldOf } from '../../../../kit/words/unplaced';
import type { Draft } from '../form/draft';

/** What stands, by the config's names: how the form has it, and what it says of it. */
const RULES: { [field: string]: { of: keyof Draft; said: string } } = {
  mode: { of: 'mode', said: 'whose time it is' },
  participants: { of: 'participants', said: 'who takes part' },
  budget_ms: { of: 'budget_ms', said: 'the time' },
  increment: { of: 'gain', said: 'what a turn gives back' },
  stages: { of: 'stages', said: 'the stages' },
  max_ms: { of: 'max_ms', said: 'where it ends' },
  on_end: { of: 'on_end', said: 'what happens when a time ends' },
  auto_advance: { of: 'auto_advance', said: 'whether the turn passes by itself' },
  offline_grace_ms: { of: 'offline_grace_ms', said: 'how late a table may tell a tap' },
};

export function isStarted({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
  return status === 409 && code === 'started';
}

/** What of it was to change, in words. */
export function standing(errors: readonly FieldError[]): string {
  return rulesOf(errors)
    .map(({ said }) => said)
    .join(', ');
}

/** What was written, with the rules as they are. */
export function withRules(mine: Draft, base: Draft, errors: readonly FieldError[]): Draft {
  const kept = rulesOf(errors).map(({ of }) => [of, base[of]]);
  return { ...mine, ...Object.fromEntries(kept) };
}

/** Of each rule once; what is not named, or under a name that is new here, is all of them. */
function rulesOf(errors: readonly FieldError[]) {
  const names = new Set(errors.map(({ field }) => fieldOf(field).split('.')[0] ?? ''));
  const rules = [...names].flatMap((name) => RULES[name] ?? []);
  return rules.length === names.size && rules.length > 0 ? rules : Object.values(RULES);
}
