/** Faults that stand beside no field, so that they are not lost. */
import type { FieldError, Problem } from '../api/problem';

/** What is wrong with all of it has no field of its own. */
const WHOLE: ReadonlySet<string> = new Set(['', 'config', 'args', 'body']);

/** A field as forms name it: `config.participants[1].meta` is `participants.1.meta`. */
export function fieldOf(told: string): string {
  return told.replace(/\[(\d+)\]/g, '.$1').replace(/^(config|args)\./, '');
}

/** In words; `undefined` where each has its place. */
export function unplaced(
  errors: readonly FieldError[],
  hasPlace: (field: string) => boolean,
): string | undefined {
  const rest = errors
    .map(({ field, message }) => ({ field: fieldOf(field), message }))
    .filter(({ field }) => !hasPlace(field))
    .map(({ field, message }) => (WHOLE.has(field) ? message : `${field}: ${message}`));
  return rest.length === 0 ? undefined : rest.map(sentence).join(' ');
}

/** What is to be said beside the form: all of a refusal that has no fields, else what is unplaced. */
export function besides(
  { errors, message }: Pick<Problem, 'errors' | 'message'>,
  hasPlace: (field: string) => boolean,
): string | undefined {
  return errors.length === 0 ? message : unplaced(errors, hasPlace);
}

/** Whether a field is one of those, or something inside it. */
export function isIn(field: string, fields: readonly string[]): boolean {
  return fields.some((one) => field === one || field.startsWith(`${one}.`));
}

function sentence(text: string): string {
  const start = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
