/** What the server found fault with, by the field that it stands beside. */
import type { FieldError } from '../../../../kit/api/problem';
import { fieldOf, isIn, unplaced } from '../../../../kit/words/unplaced';
import { formFault } from '../words/fault';

export type Faults = {
  of: (field: string) => string | undefined;
  /** Those that stand beside a field. */
  count: number;
  /** The others, in words. */
  rest: string | undefined;
};

/** Each participant's id, data and own time are shown for so many of them. */
export const SEATS_SHOWN = 50;

const FIELDS: readonly string[] = [
  'role',
  'participant',
  'title',
  'mode',
  'max_ms',
  'budget_ms',
  'increment',
  'on_end.kind',
  'on_end.outcome',
  'on_end.winner_by',
  'on_end.penalty_ms',
  'on_end.action',
  'cycles',
  'warnings.low_ms',
  'warnings.critical_ms',
  'offline_grace_ms',
  'idle_end_ms',
];
const STAGE = /^stages\.\d+\.(moves|budget_ms|increment)\b/;
const SEAT = /^participants\.\d+\.(name|group|color)\b/;
const SEAT_MORE = /^participants\.(\d+)\.(id|meta|budget_ms)\b/;

/** A field's own, or that of something inside it. */
export function faultsOf(errors: readonly FieldError[]): Faults {
  const plain = errors.map(({ field, message }) => ({
    field: fieldOf(field),
    message: formFault(message),
  }));
  return {
    of: (field) => plain.find((one) => isIn(one.field, [field]))?.message,
    count: plain.filter(({ field }) => hasPlace(field)).length,
    rest: unplaced(plain, hasPlace),
  };
}

/** Whether one of the fields of a part that may be folded away is not right. */
export function isAnyOf(faults: Faults, fields: readonly string[]): boolean {
  return fields.some((field) => faults.of(field) !== undefined);
}

function hasPlace(field: string): boolean {
  const [, place] = SEAT_MORE.exec(field) ?? [];
  if (place !== undefined) return Number(place) < SEATS_SHOWN;
  return isIn(field, FIELDS) || STAGE.test(field) || SEAT.test(field);
}
