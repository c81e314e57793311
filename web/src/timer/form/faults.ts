/** What the server found fault with, by the field that it stands beside. */
import type { FieldError } from '../../api/problem';
import { formFault } from '../words/fault';

export type Faults = { of: (field: string) => string | undefined; count: number };

/** A field's own, or that of something inside it. */
export function faultsOf(errors: readonly FieldError[]): Faults {
  const plain = errors.map(({ field, message }) => ({
    field: field.replace(/^config\./, ''),
    message: formFault(message),
  }));
  return {
    of: (field) =>
      plain.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message,
    count: plain.length,
  };
}

/** Whether one of the fields of a part that may be folded away is not right. */
export function isAnyOf(faults: Faults, fields: readonly string[]): boolean {
  return fields.some((field) => faults.of(field) !== undefined);
}
