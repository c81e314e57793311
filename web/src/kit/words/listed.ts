import { LOCALE } from '../language/locale';

const AND = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** `Ada`, `Ada and Kit`, `Ada, Kit and Sam`. */
export function listed(all: readonly string[]): string {
  return AND.format(all);
}
