/** A timer was started while its settings were changed: its rules stand from then on. */
import type { FieldError, Problem } from '../../../../kit/api/problem';
import { fieldOf } from '../../../../kit/words/unplaced';
import type { Draft } from '../form/draft';
import { t } from '../texts';

/** What stands, by the config's names, and how the form has it. */
const RULES = {
  mode: 'mode',
  participants: 'participants',
  budget_ms: 'budget_ms',
  increment: 'gain',
  stages: 'stages',
  max_ms: 'max_ms',
  on_end: 'on_end',
  auto_advance: 'auto_advance',
  offline_grace_ms: 'offline_grace_ms',
} as const satisfies { [field: string]: keyof Draft };

type Rule = keyof typeof RULES;

export function isStarted({ status, code }: Pick<Problem, 'status' | 'code'>): boolean {
  return status === 409 && code === 'started';
}

/** What of it was to change, in words. */
export function standing(errors: readonly FieldError[]): string {
  return rulesOf(errors)
    .map((rule) => t.form.rules[rule])
    .join(', ');
}

/** What was written, with the rules as they are. */
export function withRules(mine: Draft, base: Draft, errors: readonly FieldError[]): Draft {
  const kept = rulesOf(errors).map((rule) => [RULES[rule], base[RULES[rule]]]);
  return { ...mine, ...Object.fromEntries(kept) };
}

/** Of each rule once; what is not named, or under a name that is new here, is all of them. */
function rulesOf(errors: readonly FieldError[]): Rule[] {
  const all = Object.keys(RULES) as Rule[];
  const names = new Set(errors.map(({ field }) => fieldOf(field).split('.')[0] ?? ''));
  const rules = all.filter((rule) => names.has(rule));
  return rules.length === names.size && rules.length > 0 ? rules : all;
}
