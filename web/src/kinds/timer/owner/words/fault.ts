/** What the server found fault with, in the words of the form that it stands in. */

import { t } from '../texts';
import { written } from './length';

export function formFault(message: string): string {
  return t.form.faults[message] ?? message;
}

/** Milliseconds as the field beside shows them: `0:00 to 1:00`. */
export function lengthFault(message: string): string {
  const [, said] = /\((a second to a \w+)\)/.exec(message) ?? [];
  if (said !== undefined) return t.form.faults[said] ?? said;
  return message.replace(/\d+(,\d{3})*/g, (ms) => written(Number(ms.replaceAll(',', ''))));
}
